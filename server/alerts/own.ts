import { hashToken } from '../kernel/secrets.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { applyEvents } from './incoming.ts'
import type { AlertSource } from './types.ts'

/** The organization's own sources: what people raise by hand, and what Pikett itself has to report. */
const ownSources = {
  manual: { key: 'pikett-manual', nameKey: 'systemalerts:source.manual' },
  system: { key: 'pikett-system', nameKey: 'systemalerts:source.system' },
} as const

async function ownSource(work: Work, type: keyof typeof ownSources): Promise<AlertSource> {
  const { key, nameKey } = ownSources[type]
  const words = work.i18n.in(await organizationLanguage(work.trx, work.orgId))
  const name = words(nameKey)
  await work.trx
    .insertInto('sources')
    .values({ orgId: work.orgId, id: work.id(), key, name, type })
    .onConflict((conflict) => conflict.columns(['orgId', 'key']).where('archivedAt', 'is', null).doNothing())
    .execute()
  const row = await work.trx
    .selectFrom('sources')
    .select('id')
    .where('key', '=', key)
    .where('archivedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return { id: row.id, name, escalationPolicyId: null, customerId: null, serviceId: null, priorities: {} }
}

async function organizationLanguage(trx: Trx, orgId: string) {
  const row = await trx.selectFrom('organizations').select('language').where('id', '=', orgId).executeTakeFirstOrThrow()
  return row.language
}

/** What is told of a system alert. `message` is a key of messages/systemalerts.json. */
export interface SystemAlert {
  dedupKey: string
  message: string
  values: Record<string, unknown>
  /** `warning` unless something is wrong that must not wait. */
  severity?: 'warning' | 'critical'
}

/**
 * Shows the organization that something of Pikett or of its set-up needs a hand. The alert is visible like any other and
 * pages nobody by itself: what led to it has already paged the fallback, or whoever raises it does. Returns the alert, and
 * whether it is a new one.
 */
export async function raiseSystemAlert(work: Work, alert: SystemAlert): Promise<{ alertId: string; created: boolean }> {
  const words = work.i18n.in(await organizationLanguage(work.trx, work.orgId))
  const event = {
    ...emptyEvent,
    action: 'trigger' as const,
    dedupKey: alert.dedupKey,
    summary: words(`systemalerts:${alert.message}`, alert.values),
    severity: alert.severity ?? ('warning' as const),
  }
  const [outcome] = await applyEvents(work, [{ source: await ownSource(work, 'system'), event }])
  return { alertId: outcome!.alertId!, created: outcome!.outcome === 'created' }
}

/** Ends a system alert that is over by itself; nothing happens when none is open. */
export async function resolveSystemAlert(work: Work, dedupKey: string): Promise<void> {
  const event = { ...emptyEvent, action: 'resolve' as const, dedupKey, summary: '', severity: 'unknown' as const }
  await applyEvents(work, [{ source: await ownSource(work, 'system'), event }])
}

const emptyEvent = { fields: {}, links: [], images: [], raw: null }

export interface ManualAlert {
  summary: string
  details?: string | undefined
  priority: 'high' | 'low'
  escalationPolicyId: string | null
  customerId: string | null
  serviceId: string | null
  /** The person or key that raised it. */
  by: string
}

/** An alert by hand (R110). Every one is an alert of its own: two people who report the same are both heard. */
export async function createManual(work: Work, alert: ManualAlert): Promise<string> {
  const source = await ownSource(work, 'manual')
  const { escalationPolicyId, customerId, serviceId } = alert
  const id = work.id()
  const fields = { ...(alert.details && { details: alert.details }), reportedBy: alert.by }
  const [outcome] = await applyEvents(work, [
    {
      source: {
        ...source,
        name: alert.by,
        escalationPolicyId,
        customerId,
        serviceId,
        priorities: { unknown: alert.priority },
      },
      event: {
        action: 'trigger',
        dedupKey: hashToken(id).toString('hex'),
        summary: alert.summary,
        severity: 'unknown',
        fields,
        links: [],
        images: [],
        raw: null,
      },
    },
  ])
  return outcome!.alertId!
}
