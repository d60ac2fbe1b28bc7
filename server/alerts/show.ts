import { z } from '@hono/zod-openapi'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import { actorOf } from '../kernel/http/actor.ts'
import type { ApiContext, Caller } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { listPages } from '../notifications/index.ts'
import { findAlert } from './list.ts'
import type { AlertRow } from './list.ts'
import type { AlertPorts } from './ports.ts'
import { presentDetail } from './present.ts'
import type { Standing } from './present.ts'
import type { Answerer } from './types.ts'

/** What every route on one alert is made of. */
export const oneAlert = z.object({
  id: z.string().min(1).max(40).openapi({ description: 'The id or the number of the alert' }),
})

export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

export const inside = <T>(kernel: Kernel, caller: Caller, act: (work: Work) => Promise<T>) =>
  kernel.work.inOrganization(caller.orgId, act)

/** Who answers, and through what. */
export function answererOf(context: ApiContext, caller: Caller): Answerer {
  const actor = { ...actorOf(caller), kind: caller.kind }
  return {
    actor,
    via: caller.kind === 'user' && context.req.header('x-pikett-client') === 'console' ? 'console' : 'api',
  }
}

/** The alert of an id or a number. Throws not_found. */
export async function existing(work: Work, id: string): Promise<AlertRow> {
  const row = await findAlert(work.trx, id)
  if (!row) throw new Fault('not_found', 'There is no such alert.')
  return row
}

/** The alert as the API shows it. Throws not_found. */
export async function detailOf(kernel: Kernel, ports: AlertPorts, work: Work, id: string) {
  const row = await existing(work, id)
  const standing = await standingOf(ports, work.trx, [row], work.now)
  return presentDetail(row, standing(row.id), await listPages(work.trx, row.id), kernel.publicUrl())
}

/** Where alerts stand in the slices above; nothing is asked about what is resolved. */
export async function standingOf(ports: AlertPorts, trx: Trx, rows: readonly AlertRow[], now: Temporal.Instant) {
  const open = rows.filter((row) => row.status !== 'resolved').map((row) => row.id)
  const progress = await ports.progress(trx, open, now)
  const held = await ports.held(trx, open)
  const groups = await ports.groups(
    trx,
    rows.map((row) => row.id),
  )
  return (id: string): Standing => ({ progress: progress.get(id), held: held.get(id), group: groups.get(id) })
}
