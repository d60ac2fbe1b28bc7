import { bodyText, type JsonObject } from '../json.ts'

/** The members of the template in the set-up guide, and what else Datto's variables are usually called. */
const names = ['state', 'uid', 'priority', 'host', 'site', 'message', 'type', 'category', 'ip', 'os', 'user', 'time']

const opening = new RegExp(`[{,]\\s*"(${names.join('|')})"\\s*:\\s*"`, 'g')

/**
 * Reads a filled-in template that is not valid JSON: each value reaches to where the next known member begins. Returns
 * `undefined` when the text is not such a template or was cut off.
 */
export function readLoosely(body: Uint8Array | string): JsonObject | undefined {
  const text = bodyText(body).trim()
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined
  const found = firstOfEach(text)
  if (!found.some(({ name }) => name === 'uid')) return undefined
  return Object.fromEntries(
    found.map(({ name, from }, index) => [
      name,
      withoutQuote(text.slice(from, found[index + 1]?.at ?? text.length - 1)),
    ]),
  )
}

/** Where each member begins and its value does. A name that comes again is a quotation in a message, and no member. */
function firstOfEach(text: string): { name: string; at: number; from: number }[] {
  const seen = new Set<string>()
  return [...text.matchAll(opening)].flatMap((match) => {
    const name = match[1]!
    if (seen.has(name)) return []
    seen.add(name)
    return [{ name, at: match.index, from: match.index + match[0].length }]
  })
}

function withoutQuote(text: string): string {
  const value = text.trimEnd()
  return (value.endsWith('"') ? value.slice(0, -1) : value).trim()
}
