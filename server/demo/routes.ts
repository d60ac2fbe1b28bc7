import { createRoute, z } from '@hono/zod-openapi'
import type { Api, ApiContext } from '../kernel/http/api.ts'
import { createApi } from '../kernel/http/api.ts'
import { Fault } from '../kernel/fault.ts'
import type { Visit } from './access.ts'
import type { Demo } from './demo.ts'

const tags = ['Demo']

const available = createRoute({
  method: 'get',
  path: '/demo',
  tags,
  summary: 'Whether this caller can look around the sample company without a password',
  responses: {
    200: {
      description: 'True when Pikett was started with --demo and the request comes from the same machine',
      content: { 'application/json': { schema: z.object({ available: z.boolean() }) } },
    },
  },
})

const enter = createRoute({
  method: 'post',
  path: '/demo/session',
  tags,
  summary: 'Sign in as the owner of the sample company; an alert for this person follows soon',
  responses: { 204: { description: 'Signed in; GET /session says as whom' } },
})

/** The door into the sample company, to be mounted under /api/v1. */
export function demoRoutes(demo: Demo): Api {
  const api = createApi()
  api.openapi(available, (context) => context.json({ available: demo.admits(visitOf(context)) }, 200))
  api.openapi(enter, async (context) => {
    if (!demo.admits(visitOf(context))) {
      throw new Fault('forbidden', 'The demo can only be entered on the machine on which Pikett runs with --demo.')
    }
    for (const cookie of await demo.enter(context.req.header('user-agent'))) {
      context.header('set-cookie', cookie, { append: true })
    }
    return context.body(null, 204)
  })
  return api
}

/** What the web server tells about a connection; absent in tests without one. */
interface Connection {
  incoming?: { socket?: { remoteAddress?: string } }
}

function visitOf(context: ApiContext): Visit {
  return {
    peer: (context.env as Connection | undefined)?.incoming?.socket?.remoteAddress ?? '',
    host: context.req.header('host') ?? '',
    forwarded: ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((name) => context.req.header(name)),
  }
}
