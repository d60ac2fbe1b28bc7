import type { JsonObject } from './json.ts'
import { scalarOf } from './text.ts'

/** Finds the first of these members that says something. */
export type Lookup = (...names: readonly string[]) => string | undefined

/** The same name for `EVENT.ID`, `event_id` and `NAGIOS_EVENTID` when `prefix` takes "NAGIOS_" away: `eventid`. */
function plainName(name: string, prefix: RegExp | undefined): string {
  const bare = prefix === undefined ? name : name.replace(prefix, '')
  return bare.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Members of a sender that sends the macros of its monitoring one by one, under whatever spelling of their names. A macro
 * that stayed as it was written, because the monitoring does not know it there, says nothing.
 */
export function lookupOf(body: JsonObject, unresolved: RegExp, prefix?: RegExp): Lookup {
  const textByName = new Map<string, string>()
  for (const [name, text] of textsOf(body, unresolved)) {
    const plain = plainName(name, prefix)
    if (!textByName.has(plain)) textByName.set(plain, text)
  }
  return (...names) => {
    for (const name of names) {
      const text = textByName.get(name)
      if (text !== undefined) return text
    }
    return undefined
  }
}

/** The members that are texts or numbers and say something, at most a thousand. */
export function textsOf(body: JsonObject, unresolved: RegExp): [name: string, text: string][] {
  const texts: [string, string][] = []
  for (const name in body) {
    const text = scalarOf(body[name])
    if (text !== undefined && !unresolved.test(text)) texts.push([name, text])
    if (texts.length >= 1_000) break
  }
  return texts
}
