import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Kernel } from '../kernel.ts'
import type { Metrics } from '../metrics.ts'
import type { ApiEnv } from './api.ts'

/** The time of requests by method and status. */
interface RequestSeconds {
  observe(method: string, status: number, seconds: number): void
}

const secondsByMetrics = new WeakMap<Metrics, RequestSeconds>()

/** Made once per app, and shared by all ways to an answer. */
export function requestSeconds({ metrics }: Kernel): RequestSeconds {
  const known = secondsByMetrics.get(metrics)
  if (known) return known
  const buckets = [0.005, 0.02, 0.1, 0.5, 2, 10]
  const labels = ['method', 'status'] as const
  const seconds = metrics.histogram('pikett_http_request_seconds', 'Time to answer a request', buckets, labels)
  const made: RequestSeconds = {
    observe: (method, status, took) => seconds.observe({ method, status: String(status) }, took),
  }
  secondsByMetrics.set(metrics, made)
  return made
}

/** The request id that a sender gave, when it may stand in a log. */
export function requestIdOf(given: string | string[] | undefined): string | undefined {
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : undefined
}

/** A request id for every request (the sender's, when it has one) and one log line; addresses of secrets are not written out. */
export function requestLog(kernel: Kernel): MiddlewareHandler<ApiEnv> {
  const seconds = requestSeconds(kernel)
  return async (context, next) => {
    const requestId = requestIdOf(context.req.header('x-request-id')) ?? randomUUID()
    context.set('requestId', requestId)
    context.set('log', kernel.log.child({ requestId }))
    const startedAt = performance.now()
    await next()
    const took = (performance.now() - startedAt) / 1_000
    const status = context.res.status
    seconds.observe(context.req.method, status, took)
    // An interface that names its requests itself (Opsgenie's, where they can be asked for later) keeps its name.
    if (!context.res.headers.has('x-request-id')) context.res.headers.set('x-request-id', requestId)
    const line = {
      method: context.req.method,
      path: hideSecrets(context.req.path),
      status,
      ms: Math.round(took * 1_000),
    }
    // What watches us asks every few seconds, and gets the reason as its answer.
    const isWatcher = context.req.path.startsWith('/health/')
    if (status >= 500 && !isWatcher) context.get('log').error(line, 'request')
    else context.get('log').debug(line, 'request')
  }
}

/** Integration keys, ping keys and action links are secrets that travel in the path, and in the query whatever a sender likes. */
export function hideSecrets(path: string): string {
  return path
    .replace(/\?.*/s, '')
    .replace(/^\/(in|ping|a)\/[^/?]+/, '/$1/…')
    .replace(/\/(invitations|password-reset)\/[^/?]+/, '/$1/…')
}
