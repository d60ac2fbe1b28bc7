const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** What node-postgres and its pool say without a code. */
const lost =
  /timeout exceeded when trying to connect|Connection terminated|not queryable|timeout expired|Query read timeout|ECONNRESET/

/**
 * Whether the database cannot be reached or cannot work at the moment, so that the same request may succeed in a while:
 * network errors, connection lost (08), shutdown (57P), out of resources and full disk (53), read-only after a failover
 * (25006). Whether a commit that failed so was carried out, nobody knows.
 */
export function isAway(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && (networkCodes.has(code) || /^(08|57P|53)/.test(code) || code === '25006')) return true
  return typeof message === 'string' && lost.test(message)
}
