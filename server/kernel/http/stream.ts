import { streamSSE } from 'hono/streaming'
import type { Kernel } from '../kernel.ts'
import type { Api } from './api.ts'
import { createApi, signedIn } from './api.ts'

/** Proxies cut connections on which nothing happens; this is below the usual minute. */
const pulseMs = 20_000

/**
 * GET /stream: server-sent events that tell an open console what to read again. Carries topics and ids of the caller's own
 * organization, never content: what may be seen is decided when it is read.
 */
export function streamRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.get('/stream', (context) => {
    const { orgId } = signedIn(context)
    context.header('x-accel-buffering', 'no')
    return streamSSE(context, async (stream) => {
      const end = Promise.withResolvers<void>()
      const stop = kernel.live.listen((announcement) => {
        if (announcement.orgId !== orgId) return
        for (const change of announcement.changes) void stream.writeSSE({ data: JSON.stringify(change) })
      })
      const pulse = setInterval(() => void stream.writeSSE({ event: 'pulse', data: '' }), pulseMs)
      stream.onAbort(() => end.resolve())
      const forget = kernel.onClose(() => end.resolve())
      await stream.writeSSE({ event: 'ready', data: '' })
      await end.promise
      clearInterval(pulse)
      stop()
      forget()
    })
  })
  return api
}
