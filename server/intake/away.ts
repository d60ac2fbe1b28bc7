import { isDatabaseAway } from '../kernel/http/problem.ts'

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/**
 * Whether the database cannot be reached or cannot work at the moment, so that the same request may succeed in a while:
 * network errors, shutdown, out of resources, read-only after a failover (25006), a full disk (53100).
 */
export function isAway(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && (networkCodes.has(code) || code === '25006')) return true
  return isDatabaseAway(error)
}
