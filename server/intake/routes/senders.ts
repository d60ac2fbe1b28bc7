import { Hono } from 'hono'
import type { ApiContext, ApiEnv } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { IntakeResponse } from '../adapters/adapter.ts'
import { adapterByType } from '../adapters/registry.ts'
import { arrivalOf } from '../arrival.ts'
import type { Intake } from '../create.ts'
import { answerProbe } from '../probes.ts'
import { dropInAdapter, strangerAdapter } from '../receive.ts'
import type { Arrival } from '../request.ts'

/**
 * Where monitoring systems send to, without a session: `/in/{integrationKey}…` and the drop-in addresses of products whose
 * clients insist on them. Mount it at the root.
 */
export function intakeRoutes(kernel: Kernel, intake: Intake): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  const dropIns = Object.values(adapterByType).flatMap((adapter) => adapter.rootPaths)
  for (const path of dropIns) {
    const adapter = dropInAdapter(path)!
    const handler = async (context: ApiContext) =>
      answer(await intake.receiver.toDropIn(arrivalOf(context, path), adapter))
    // Where our own API stands, every other method is its own.
    for (const one of [path, `${path}/`]) {
      if (path.startsWith('/api/')) routes.post(one, handler)
      else routes.all(one, handler)
    }
  }
  routes.all('/in/*', async (context) => {
    const [, key = '', below = ''] = /^\/in\/([^/]*)(.*)$/.exec(context.req.path) ?? []
    const arrival = arrivalOf(context, below)
    if (isBrowser(context, arrival)) return helpText(kernel, context)
    return answer(await toSource(intake, key, arrival))
  })
  return routes
}

async function toSource(intake: Intake, key: string, arrival: Arrival): Promise<IntakeResponse> {
  const probe = answerProbe(arrival.method, arrival.path, intake.startedAt)
  const stranger = strangerAdapter(arrival.path)
  // Other texts cannot be keys; nobody needs to ask the database.
  if (!/^[A-Za-z0-9]{32}$/.test(key)) return stranger.unknownKey(arrival.path)
  if (probe) return intake.receiver.toProbe(key, arrival, probe)
  return intake.receiver.toSource(key, arrival, stranger)
}

function answer({ status, headers, body }: IntakeResponse): Response {
  return new Response(body, { status, headers })
}

/** Somebody opened the address to see whether it works. */
function isBrowser(context: ApiContext, { method, path }: Arrival): boolean {
  if (method !== 'GET' || (path !== '' && path !== '/')) return false
  return (context.req.header('accept') ?? '').includes('text/html')
}

function helpText(kernel: Kernel, context: ApiContext): Response {
  const german = /^\s*de\b/i.test(context.req.header('accept-language') ?? '')
  const text = kernel.i18n.in(german ? 'de' : 'en')('intake:opened', { url: kernel.publicUrl() })
  return context.text(`${text}\n`, 405, { allow: 'POST', 'content-language': german ? 'de' : 'en' })
}
