import { Hono } from 'hono'
import type { Intake } from '../../intake/index.ts'
import { arrivalOf, peerOf } from '../../intake/index.ts'
import type { ApiContext, ApiEnv } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { answerClient } from '../handle.ts'
import { createPolicyChooser } from '../policies.ts'
import type { Route } from '../types.ts'
import { alertRoutes } from './alerts.ts'
import { heartbeatRoutes } from './heartbeats.ts'
import { peopleRoutes } from './people.ts'
import { scheduleRoutes } from './schedules.ts'

const routes: readonly Route[] = [...alertRoutes, ...heartbeatRoutes, ...scheduleRoutes, ...peopleRoutes]

/** What follows /v2 in addresses that are Opsgenie's; everything else below /v2 belongs to others. */
const nouns = ['alerts', 'heartbeats', 'schedules', 'users', 'teams', 'account']

/** Opsgenie's API at the root and below the address of a source. Mount it before the addresses of sources. */
export function opsgenieRoutes(kernel: Kernel, intake: Intake): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>()
  const handling = { kernel, intake, routes, policies: createPolicyChooser(kernel) }
  const handler = async (context: ApiContext): Promise<Response> => {
    const address = addressOf(context)
    const [, keyInAddress, path = ''] = /^(?:\/in\/([^/]*))?\/v2(\/.*)$/.exec(address) ?? []
    const arrival = arrivalOf(context, path)
    const incoming = { arrival, path, keyInAddress, peer: peerOf(context), address: `${kernel.publicUrl()}${address}` }
    const { status, headers, body } = await answerClient(handling, incoming)
    return new Response(body, { status, headers })
  }
  for (const noun of nouns) {
    for (const path of [`/v2/${noun}`, `/v2/${noun}/*`, `/in/:key/v2/${noun}`, `/in/:key/v2/${noun}/*`]) {
      app.all(path, handler)
    }
  }
  return app
}

/** The path as the client wrote it: the router's own is decoded in part, and an alias may hold an encoded slash. */
function addressOf(context: ApiContext): string {
  return /^(?:[a-z]+:\/\/[^/]*)?([^?#]*)/i.exec(context.req.url)?.[1] ?? ''
}
