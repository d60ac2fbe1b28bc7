import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ApiEnv } from '../../kernel/http/api.ts'
import { clientOf } from '../../kernel/http/client.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { createPingReceiver } from '../receive.ts'

/** More is never kept (`Ping-Body-Limit`). */
const keptBytes = 10_000

/** What a job prints may be long: it is read to its end, so that its client sees our answer, but not beyond this. */
const readBytes = 16 * 1024 * 1024

/** `/ping/…` in both forms of healthchecks.io (wire A17): any method, without a caller, the address is the secret. */
export function pingRoutes(kernel: Kernel): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  const receive = createPingReceiver(kernel)
  routes.all('/ping/*', async (context) => {
    const { status, headers, body } = await receive({
      path: context.req.path.replace(/^\/ping\/?/, ''),
      query: context.req.query(),
      sender: clientOf(context).address,
      userAgent: context.req.header('user-agent') ?? '',
      readBody: () => beginningOf(context.req.raw.body),
    })
    return context.body(body, status as ContentfulStatusCode, headers)
  })
  return routes
}

async function beginningOf(stream: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const kept: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream ?? []) {
    if (length < keptBytes) kept.push(chunk.subarray(0, keptBytes - length))
    length += chunk.length
    if (length > readBytes) break
  }
  return Buffer.concat(kept)
}
