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
  const found = [...text.matchAll(opening)]
  if (!found.some((match) => match[1] === 'uid')) return undefined
  const read: JsonObject = {}
  for (const [index, match] of found.entries()) {
    const end = found[index + 1]?.index ?? text.length - 1
    const name = match[1]!
    // What a message quotes is no member: the first one of a name counts.
    if (!Object.hasOwn(read, name)) read[name] = withoutQuote(text.slice(match.index + match[0].length, end))
  }
  return read
}

function withoutQuote(text: string): string {
  const value = text.trimEnd()
  return (value.endsWith('"') ? value.slice(0, -1) : value).trim()
}
