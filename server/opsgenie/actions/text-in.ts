import type { Call } from '../types.ts'

/** A text of the request, from its body or, where there is none (DELETE), from its address; "" when it says nothing. */
export function textIn({ body, query }: Pick<Call, 'body' | 'query'>, name: string, longest: number): string {
  const value = body[name] ?? query[name]
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''
  return text.trim().slice(0, longest).toWellFormed()
}
