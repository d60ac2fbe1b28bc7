import type { MiddlewareHandler } from 'hono'
import type { ApiContext, ApiEnv } from '../kernel/http/api.ts'
import { Fault } from '../kernel/fault.ts'
import { clientOf } from '../kernel/http/client.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { callerOfToken } from './actions/api-keys.ts'
import { callerOfSession } from './actions/sessions.ts'
import type { Logins } from './logins.ts'
import { requireOwnOrigin } from './origin.ts'

/**
 * Recognises the caller: an API key in `Authorization: Bearer pk_…` or `X-Api-Key`, or else the cookie of a session. A key
 * that is not valid is refused at once; without either the caller stays unknown and routes decide. Writes without a key
 * must come from our own pages. Mount it on `/api/v1/*`.
 */
export function authenticate(kernel: Kernel, logins: Logins): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const token = tokenOf(context)
    if (token !== undefined) {
      await recogniseProgram(kernel, context, token)
      return next()
    }
    requireOwnOrigin(context, kernel.publicUrl())
    const cookies = await recognise(kernel, logins, context)
    await next()
    // A route that begins or ends a session has the last word.
    if (!context.res.headers.has('set-cookie')) setCookies(context, cookies)
  }
}

/** Requests of the machine's owner about an organization that is not there yet, and its key. */
const keyByFirstRequest = new WeakMap<Request, string>()

/**
 * The key of the organization that this request may create: whoever holds the local token applies a first configuration.
 */
export function organizationToCreate(context: ApiContext): string | undefined {
  return keyByFirstRequest.get(context.req.raw)
}

async function recogniseProgram(kernel: Kernel, context: ApiContext, token: string): Promise<void> {
  const key = context.req.header('x-pikett-organization') ?? 'default'
  const caller = await callerOfToken(kernel, token, key)
  if (caller !== undefined) {
    context.set('caller', { ...caller, ip: clientOf(context).address })
  } else if (needsNoOrganization(context)) {
    keyByFirstRequest.set(context.req.raw, key)
  } else {
    throw new Fault('not_found', `There is no organization "${key}" yet. Apply a configuration, or set Pikett up.`)
  }
}

/** What the machine's owner may ask before there is the organization that the request is about. */
function needsNoOrganization({ req: { method, path } }: ApiContext): boolean {
  return (method === 'POST' && path.endsWith('/config')) || (method === 'GET' && path.endsWith('/organizations'))
}

/** Hands cookies to the browser with the answer. */
export function setCookies(context: ApiContext, cookies: readonly string[]): void {
  for (const cookie of cookies) context.header('set-cookie', cookie, { append: true })
}

async function recognise(kernel: Kernel, logins: Logins, context: ApiContext): Promise<string[]> {
  if (!context.req.header('cookie')?.includes('pikett.session_token=')) return []
  const session = await callerOfSession(kernel, logins, context.req.raw.headers)
  if (!session) return []
  if (session.mustAddFactor && !leadsToFactor(context)) context.set('factorMissing', true)
  else context.set('caller', { ...session.caller, ip: clientOf(context).address })
  return session.cookies
}

/**
 * All that somebody may do who needs a second factor and has none: be told so, set one up, sign out. Whatever is not named
 * here is refused; what asks for no caller is as open as ever.
 */
const leadingToFactor = new Set([
  'GET /session',
  'DELETE /session',
  'GET /me',
  'PATCH /me',
  'GET /me/passkeys',
  'POST /me/passkeys/options',
  'POST /me/passkeys',
  'GET /me/second-factor',
  'POST /me/second-factor',
  'POST /me/second-factor/confirm',
])

const leadsToFactor = ({ req: { method, path } }: ApiContext) =>
  leadingToFactor.has(`${method} ${path.replace(/^\/api\/v1/, '')}`)

function tokenOf(context: ApiContext): string | undefined {
  const direct = context.req.header('x-api-key')
  if (direct !== undefined) return direct
  const [scheme, token] = context.req.header('authorization')?.split(/\s+/, 2) ?? []
  // Other schemes are not for us: a proxy in front may use Basic.
  if (scheme?.toLowerCase() !== 'bearer') return undefined
  if (!token) throw new Fault('not_signed_in', 'The Authorization header has no token; write "Bearer pk_…".')
  return token
}
