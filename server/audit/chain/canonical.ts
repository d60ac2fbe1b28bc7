/**
 * JSON in one form only (RFC 8785): names sorted by UTF-16 code units, no white space, numbers and texts as ECMAScript
 * writes them. So anybody can compute the same hash from the same content, in any language.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined)
  const written = members
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${canonicalJson(inner)}`)
  return `{${written.join(',')}}`
}

/**
 * The value as it can be stored and read back unchanged: what has a JSON form of its own (an instant) in that form, without
 * what PostgreSQL cannot hold in JSON (NUL, half a surrogate pair). An act must never fail because of how it is noted.
 */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (value === undefined || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((one) => storable(one) ?? null)
  if ('toJSON' in value && typeof value.toJSON === 'function') return storable(value.toJSON())
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(members.map(([name, inner]) => [storableText(name), storable(inner)]))
}

const storableText = (text: string) => text.replaceAll('\0', '').toWellFormed()
