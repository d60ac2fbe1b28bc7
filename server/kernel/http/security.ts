import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from './api.ts'

/** Nothing from elsewhere, nothing inline, nobody frames us. `data:` only for small pictures of the console's own style. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** Headers that a browser needs to hold the line. */
export const securityHeaders = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** A route that answers a policy of its own keeps it. */
export function sendSecurityHeaders(): MiddlewareHandler<ApiEnv> {
  const { 'content-security-policy': _, ...others } = securityHeaders
  return async (context, next) => {
    await next()
    const { headers } = context.res
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', policy)
    for (const [name, value] of Object.entries(others)) headers.set(name, value)
  }
}
