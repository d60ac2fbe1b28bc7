import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from './api.ts'

const pack = promisify(gzip)

/** Less than this fits into two packets anyway. */
const smallestBytes = 2_048

/** A list is a tenth of its size then; more effort would cost more time than it saves. */
const level = 3

/** Packs answers in JSON for who can read it: a page of alerts is 80 kB, which a phone at night waits for. */
export function compact(): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    await next()
    const { req, res } = context
    const isJson = res.headers.get('content-type')?.startsWith('application/json') ?? false
    if (req.method !== 'GET' || !isJson || res.headers.has('content-encoding')) return
    const isWanted = (req.header('accept-encoding') ?? '').includes('gzip')
    const body = isWanted ? Buffer.from(await res.arrayBuffer()) : undefined
    if (body === undefined) return
    const isLarge = body.byteLength >= smallestBytes
    context.res = new Response(isLarge ? await pack(body, { level }) : body, res)
    context.res.headers.append('vary', 'accept-encoding')
    if (!isLarge) return
    context.res.headers.set('content-encoding', 'gzip')
    context.res.headers.delete('content-length')
  }
}
