import { createHash } from 'node:crypto'

const maxSummary = 1024
const maxKey = 255

/** Cuts to at most `max` UTF-16 units with "…" at the end, never through a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const end = text.charCodeAt(max - 2)
  const splits = end >= 0xd800 && end <= 0xdbff
  return `${text.slice(0, splits ? max - 2 : max - 1)}…`
}

/** Control characters, and those that turn the direction of the text around and so can make one summary look like another. */
const unreadable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|\s{2,}/u

/** A summary: one line without control characters, at most 1024 characters. */
export function oneLine(text: string): string {
  // Cut before the search as well: a megabyte of spaces must not be looked at twice.
  const start = cut(text.trimStart(), 4 * maxSummary)
  const line = unreadable.test(start)
    ? start.replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
    : start
  return cut(line.trim(), maxSummary)
}

/** The first line that says something. */
export function firstLine(text: string): string {
  return oneLine(/\S[^\r\n]*/.exec(text)?.[0] ?? '')
}

/** A dedup key of at most 255 characters: a longer one is replaced by its SHA-256, so that equal stays equal. */
export function dedupKeyOf(text: string): string {
  return text.length <= maxKey ? text : sha256(text)
}

/** SHA-256 in 64 lower-case hex digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A text that says something, or `undefined`: senders send "" and null for what they do not know. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** Texts and numbers as text; ids and codes come as either. */
export function scalarOf(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : textOf(value)
}

/** The years that Go, PostgreSQL and people all write with four digits. */
const earliest = Temporal.Instant.from('0001-01-01T00:00:00Z').epochMilliseconds
const latest = Temporal.Instant.from('9999-12-31T23:59:59Z').epochMilliseconds

/** The instant that a sender wrote in ISO 8601 (also with an offset without colon), or `undefined`. */
export function instantOf(value: unknown): Temporal.Instant | undefined {
  if (typeof value !== 'string' || value.length > 64) return undefined
  try {
    const instant = Temporal.Instant.from(value)
    return instant.epochMilliseconds >= earliest && instant.epochMilliseconds <= latest ? instant : undefined
  } catch {
    return undefined
  }
}
