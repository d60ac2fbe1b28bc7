import type { HeldView } from '../../contract/alerts.ts'
import type { EventView, SourceView } from '../../contract/sources.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { mailDomainOf } from './mail/mailbox.ts'
import type { EventRow } from './store/events.ts'
import type { SourceRow } from './store/sources.ts'

/** Enough to recognise a key, too little to use it. */
const shown = 4

/** What leaves the house of a source. The key, and the address that holds it, only for those who may read secrets. */
export function presentSource(kernel: Kernel, row: SourceRow, mayReadSecrets: boolean): SourceView {
  const integrationKey = keyOf(kernel, row, mayReadSecrets)
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    type: row.type,
    builtIn: row.type === 'manual' || row.type === 'system',
    enabled: row.enabled,
    escalationPolicy: row.escalationPolicy,
    customer: row.customer,
    service: row.service,
    grouping: row.grouping as SourceView['grouping'],
    integrationKey,
    url: integrationKey === null ? null : addressOf(kernel, row.type, integrationKey),
    lastEventAt: row.lastEventAt?.toString() ?? null,
    eventsLast24h: row.eventsByHour.reduce((sum, count) => sum + count, 0),
    eventsByHour: row.eventsByHour,
    openAlerts: row.openAlerts,
    failingRules: row.failingRules,
  }
}

/** Where senders send to: a mail address, or one of the web. */
function addressOf(kernel: Kernel, type: string, integrationKey: string): string {
  if (type === 'email') return `${integrationKey}@${mailDomainOf(kernel)}`
  return `${kernel.publicUrl()}/in/${integrationKey}`
}

function keyOf(kernel: Kernel, { integrationKeySealed }: SourceRow, mayReadSecrets: boolean): string | null {
  if (integrationKeySealed === null) return null
  const key = kernel.secrets.open('integration-key', integrationKeySealed)
  return mayReadSecrets ? key : `${'•'.repeat(key.length - shown)}${key.slice(-shown)}`
}

/** `held`: why its alert pages nobody now. */
export function presentEvent(row: EventRow, held: HeldView | undefined): EventView {
  return {
    id: row.id,
    source: row.source,
    receivedAt: row.receivedAt.toString(),
    outcome: row.outcome,
    reason: row.reason,
    detail: row.detail,
    dedupKey: row.dedupKey,
    alertId: row.alertId,
    alertNumber: row.alertNumber,
    held: held ? { reason: held.reason, by: held.by, until: held.until } : null,
    times: row.times,
    raw: parsed(row.raw),
  }
}

/** What cannot be read as JSON (broken, cut or never JSON) is shown as it came. */
function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return raw
  }
}
