import { wrongField } from '../refusal.ts'
import type { Call } from '../types.ts'

/** A whole number of the address; throws 422 for anything else. */
export function numberIn({ query }: Pick<Call, 'query'>, name: string, usual: number, least: number, most: number) {
  const text = query[name]
  if (text === undefined || text === '') return usual
  const number = Number(text)
  if (!Number.isInteger(number) || number < least) {
    throw wrongField(name, `${name} must be a whole number of at least ${least}.`)
  }
  return Math.min(number, most)
}

/** The same address with other parameters, for the links between pages. Without the key. */
export function withQuery(
  { address, query }: Pick<Call, 'address' | 'query'>,
  changed: Record<string, string>,
): string {
  const { apiKey: _, ...rest } = { ...query, ...changed }
  return `${address}?${new URLSearchParams(rest).toString()}`
}

/** Links to the first, the last and the neighbouring pages. */
export function pagingOf(call: Call, page: { limit: number; offset: number; count: number }) {
  const { limit, offset, count } = page
  const link = (to: number) => withQuery(call, { limit: String(limit), offset: String(Math.max(0, to)) })
  return {
    ...(offset + limit < count && { next: link(offset + limit) }),
    ...(offset > 0 && { prev: link(offset - limit) }),
    first: link(0),
    last: link(count === 0 ? 0 : Math.floor((count - 1) / limit) * limit),
  }
}
