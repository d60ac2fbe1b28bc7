import { streamSSE } from 'hono/streaming'
import type { Topic } from '../../../contract/live.ts'
import type { Kernel } from '../kernel.ts'
import type { Api } from './api.ts'
import { createApi, signedIn } from './api.ts'

/** Proxies cut connections on which nothing happens; this is below the usual minute. */
const pulseMs = 20_000

/** The way of a request to us, which its sender cannot know. */
const wayMs = 15_000
const maxAgeMs = 86_400_000

/**
 * GET /stream: server-sent events that tell an open console what to read again. Carries topics and ids of the caller's own
 * organization, never content: what may be seen is decided when it is read. `?age=` is how many milliseconds ago the console
 * began to read: what has changed since then is told first, so that nothing is lost between reading and listening.
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
      for (const topic of missed(kernel, orgId, context.req.query('age')))
        await stream.writeSSE({ data: JSON.stringify({ topic }) })
      await end.promise
      clearInterval(pulse)
      stop()
      forget()
    })
  })
  return api
}

function missed(kernel: Kernel, orgId: string, age: string | undefined): readonly Topic[] {
  if (age === undefined || !/^\d{1,15}$/.test(age)) return []
  return kernel.live.changedWithin(orgId, Math.min(Number(age), maxAgeMs) + wayMs)
}
