import type { z } from 'zod'

/** The library's types as people call them. */
const nameByType: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of "name: value" lines',
  record: 'a group of "name: value" lines',
}

const nameByFormat: Record<string, string> = {
  email: 'an e-mail address',
  uuid: 'a UUID',
  datetime: 'an instant such as 2026-12-24T18:00:00Z',
  date: 'a date such as 2026-12-24',
  url: 'an address such as https://example.com',
}

/** Whether a schema of ours has not said itself what is wrong, so that the library's standard sentence stands there. */
export const isStandard = (issue: z.core.$ZodIssue): boolean =>
  /^(Invalid|Too |Expected|Unrecognized)/.test(issue.message)

export const typeWords = (expected: string): string => nameByType[expected] ?? expected

/** Such as "must have at least 1 entry"; undefined for what is no bound. */
export function boundWords(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'too_big') return bound(issue.origin, 'at most', issue.maximum)
  if (issue.code === 'too_small') return bound(issue.origin, 'at least', issue.minimum)
  return undefined
}

/** What is wrong with a value that stands behind its place, as in `step: must be a number`. */
export function issueWords(issue: z.core.$ZodIssue): string {
  if (!isStandard(issue)) return issue.message
  if (issue.code === 'unrecognized_keys') return `"${issue.keys.join('", "')}" is not known here`
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing'
  if (issue.code === 'invalid_type')
    return `must be ${issue.expected === 'object' ? 'an object' : typeWords(issue.expected)}`
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`
  if (issue.code === 'invalid_format' && nameByFormat[issue.format]) return `must be ${nameByFormat[issue.format]}`
  return boundWords(issue) ?? 'does not have an allowed form'
}

function bound(origin: string, word: string, amount: number | bigint): string {
  const many = (one: string, several: string) => `must have ${word} ${amount} ${Number(amount) === 1 ? one : several}`
  if (origin === 'string') return many('character', 'characters')
  if (origin === 'array') return many('entry', 'entries')
  return `must be ${word} ${amount}`
}
