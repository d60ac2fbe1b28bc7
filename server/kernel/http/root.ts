import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { MiddlewareHandler } from 'hono'
import { Fault } from '../fault.ts'
import type { Kernel } from '../kernel.ts'
import type { Api, ApiEnv } from './api.ts'
import { bounds } from './bounds.ts'
import { consoleFiles } from './console.ts'
import { answerError } from './problem.ts'
import { securityHeaders } from './security.ts'

export interface Mounts {
  /** Answered without a caller: intake, pings, action links, health. */
  open: Hono<ApiEnv>[]
  /** Everything below /api/v1, and with it the console; absent where nobody is served. */
  api?: Api
}

/** The whole web server: request ids and log, errors as problem documents, what is mounted, and the console's files. */
export function createRoot(kernel: Kernel, mounts: Mounts): Hono<ApiEnv> {
  const root = new Hono<ApiEnv>()
  root.onError(answerError)
  root.use(requestLog(kernel))
  root.use(securityHeaders())
  for (const open of mounts.open) root.route('/', open)
  if (mounts.api !== undefined) mountApi(root, mounts.api)
  root.all('*', () => {
    throw new Fault('not_found', 'Nothing is served at this address.')
  })
  return root
}

function mountApi(root: Hono<ApiEnv>, api: Api): void {
  root.use('/api/*', ...bounds())
  root.route('/api/v1', api)
  root.all('/api/*', (context) => {
    throw notServed(api, context.req.method, context.req.path.slice('/api/v1'.length))
  })
  root.get('*', ...consoleFiles())
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Tells a wrong address from a wrong method: the second is the caller's easier mistake. */
function notServed(api: Api, method: string, path: string): Fault {
  const others = methods.filter((one) => one !== method && serves(api, one, path))
  if (others.length === 0) return new Fault('not_found', 'Nothing is served at this address. See /api/v1/openapi.json.')
  return new Fault('method_not_allowed', `This address takes ${others.join(' and ')}, not ${method}.`)
}

function serves(api: Api, method: string, path: string): boolean {
  return api.router.match(method, path)[0].some(([[, route]]) => route.method === method)
}

/** A request id for every request (the sender's, when it has one) and one log line; addresses of secrets are not written out. */
function requestLog(kernel: Kernel): MiddlewareHandler<ApiEnv> {
  const seconds = kernel.metrics.histogram(
    'pikett_http_request_seconds',
    'Time to answer a request',
    [0.005, 0.02, 0.1, 0.5, 2, 10],
    ['method', 'status'],
  )
  return async (context, next) => {
    const given = context.req.header('x-request-id')
    const requestId = given && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID()
    context.set('requestId', requestId)
    context.set('log', kernel.log.child({ requestId }))
    const startedAt = performance.now()
    await next()
    const took = (performance.now() - startedAt) / 1_000
    const status = context.res.status
    seconds.observe({ method: context.req.method, status: String(status) }, took)
    // An interface that names its requests itself (Opsgenie's, where they can be asked for later) keeps its name.
    if (!context.res.headers.has('x-request-id')) context.res.headers.set('x-request-id', requestId)
    const line = {
      method: context.req.method,
      path: hideSecrets(context.req.path),
      status,
      ms: Math.round(took * 1_000),
    }
    if (status >= 500) context.get('log').error(line, 'request')
    else context.get('log').debug(line, 'request')
  }
}

/** Integration keys, ping keys and action links are secrets that travel in the path. */
export function hideSecrets(path: string): string {
  return path.replace(/^\/(in|ping|a)\/[^/]+/, '/$1/…').replace(/\/(invitations|password-reset)\/[^/]+/, '/$1/…')
}
