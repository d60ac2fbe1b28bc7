import type { AlertDetail, AlertView, GroupView, HeldView, PageView } from '../../contract/alerts.ts'
import type { AlertRow } from './list.ts'
import type { Progress } from './ports.ts'

const text = (at: Temporal.Instant) => at.toString()
const textOrNull = (at: Temporal.Instant | null) => (at === null ? null : at.toString())

/** What the slices above know of an alert. */
export interface Standing {
  progress: Progress | undefined
  held: HeldView | undefined
  group: GroupView | undefined
}

/** What leaves the house of an alert; nothing else does. */
export function presentAlert(row: AlertRow, { progress, held, group }: Standing, publicUrl: string): AlertView {
  const nextAt = progress?.nextAt ?? null
  return {
    id: row.id,
    number: row.number,
    summary: row.summary,
    status: row.status,
    priority: row.priority,
    severity: row.severity,
    dedupKey: row.dedupKey,
    source: row.source,
    sourceName: row.sourceName,
    sourceType: row.sourceType,
    customer: row.customer,
    customerName: row.customerName,
    service: row.service,
    serviceName: row.serviceName,
    tags: [`priority:${row.priority}`, ...row.tags],
    count: row.count,
    createdAt: text(row.createdAt),
    lastEventAt: text(row.lastEventAt),
    acknowledgedAt: textOrNull(row.acknowledgedAt),
    acknowledgedBy: row.acknowledgedByPerson,
    acknowledgedVia: row.acknowledgedVia,
    acknowledgedUntil: textOrNull(progress?.acknowledgedUntil ?? null),
    snoozedUntil: row.status === 'acknowledged' ? textOrNull(row.snoozedUntil) : null,
    assignedTo: row.assignedTo && { kind: row.assignedTo.kind, key: row.assignedTo.key, name: row.assignedTo.name },
    resolvedAt: textOrNull(row.resolvedAt),
    resolvedBy: row.resolvedByPerson,
    resolvedVia: row.resolvedVia,
    raiseAt: row.status === 'resolved' ? null : textOrNull(row.raiseAt),
    nextEscalationAt: textOrNull(nextAt),
    nextStep: nextAt && progress ? { at: text(nextAt), ...progress.next } : null,
    escalation: presentProgress(progress),
    held: held ?? null,
    group: group ?? null,
    url: `${publicUrl}/alerts/${row.number}`,
  }
}

function presentProgress(progress: Progress | undefined): AlertView['escalation'] {
  if (!progress) return { state: 'none', step: 0, steps: 0, round: 0, rounds: 0 }
  const { state, step, steps, round, rounds } = progress
  return { state, step, steps, round, rounds }
}

export function presentDetail(row: AlertRow, standing: Standing, pages: PageView[], publicUrl: string): AlertDetail {
  return {
    ...presentAlert(row, standing, publicUrl),
    fields: row.fields,
    links: row.links,
    images: row.images,
    policy: row.policyKey === null ? null : { key: row.policyKey, name: row.policyName! },
    pages,
  }
}
