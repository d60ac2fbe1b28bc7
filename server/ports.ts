import type { AlertPorts, Answerer } from './alerts/index.ts'
import { acknowledge, acknowledgeMany, escalate, isUuid, listFacts, resolve } from './alerts/index.ts'
import { customerIdsByKey } from './customers/index.ts'
import { dependenciesDown } from './dependencies/index.ts'
import { acknowledgementEnds, listPolicies, progressOf } from './escalation/index.ts'
import { groupsOf, membersBehind } from './groups/index.ts'
import { holdsOf } from './holds/index.ts'
import { usersById } from './identity/index.ts'
import type { Trx } from './kernel/db/types.ts'
import type { Work } from './kernel/db/work.ts'
import { Fault } from './kernel/fault.ts'
import type { Kernel } from './kernel/kernel.ts'
import { windowsInForce } from './maintenance/index.ts'
import type { AlertFacts, NotificationPorts } from './notifications/index.ts'
import { serviceIdsNamed } from './services/index.ts'

/** What lower slices need from higher ones, in one place: they ask through these doors and import nothing upwards. */
export function notificationPorts(kernel: Kernel): NotificationPorts {
  return {
    alertFacts: async (trx, alertId) => (await factsOfAlerts(kernel, trx, [alertId])).get(alertId),
    factsOfAlerts: (trx, alertIds) => factsOfAlerts(kernel, trx, alertIds),
    acknowledgeMany: (work, { alertIds, userId, userName, via, together }) =>
      acknowledgeMany(work, alertIds, { actor: { kind: 'user', id: userId, name: userName }, via }, together),
    async answer(work, { alertId, action, userId, userName, via }) {
      const by: Answerer = { actor: { kind: 'user', id: userId, name: userName }, via }
      if (action === 'escalate') {
        return { kind: 'done', status: (await escalate(work, alertId, by)).alert.status }
      }
      const verb = action === 'acknowledge' ? acknowledge : resolve
      const { alert, changed } = await verb(work, alertId, by)
      if (changed) return { kind: 'done', status: alert.status }
      const endsAt =
        alert.status === 'acknowledged' ? (await acknowledgementEnds(work.trx, [alertId])).get(alertId) : undefined
      if (action === 'acknowledge' && endsAt) return { kind: 'renewed', status: alert.status, endsAt }
      const [userWhoDid, at] =
        alert.status === 'resolved'
          ? [alert.resolvedBy, alert.resolvedAt]
          : [alert.acknowledgedBy, alert.acknowledgedAt]
      return { kind: 'already', status: alert.status, by: await nameOf(work, userWhoDid), at }
    },
  }
}

async function nameOf(work: Work, userId: string | null): Promise<string | null> {
  if (userId === null) return null
  return (await usersById(work.trx, [userId])).get(userId)?.name ?? null
}

async function factsOfAlerts(kernel: Kernel, trx: Trx, alertIds: readonly string[]): Promise<Map<string, AlertFacts>> {
  const rows = await listFacts(trx, alertIds)
  const acknowledged = rows.filter((row) => row.status === 'acknowledged').map((row) => row.id)
  const endsById = await acknowledgementEnds(trx, acknowledged)
  const facts = rows.map((row): AlertFacts => {
    const { id, number, summary, status, priority, severity, dedupKey, fields, count, createdAt } = row
    const at = row.acknowledgedAt ?? createdAt
    return {
      id,
      number,
      summary,
      status,
      priority,
      severity,
      dedupKey,
      fields,
      count,
      createdAt,
      acknowledgement:
        status === 'acknowledged' ? { by: row.acknowledgedBy, at, endsAt: endsById.get(id) ?? null } : null,
      source: { key: row.source, name: row.sourceName },
      customer: named(row.customer, row.customerName),
      service: named(row.service, row.serviceName),
      url: `${kernel.publicUrl()}/alerts/${number}`,
    }
  })
  return new Map(facts.map((one) => [one.id, one]))
}

const named = (key: string | null, name: string | null) => (key === null ? null : { key, name: name ?? key })

export const alertPorts: AlertPorts = {
  progress: progressOf,
  held: holdsOf,
  groups: groupsOf,
  membersBehind,
  dependenciesDown,
  maintenance: windowsInForce,
  async resolveReferences(trx, names) {
    const policies = new Map((await listPolicies(trx)).map((policy) => [policy.item.key, policy.id]))
    return {
      escalationPolicyId: idOf('escalationPolicy', names.escalationPolicy, policies),
      customerId: idOf('customer', names.customer, await customerIdsByKey(trx)),
      serviceId: idOf('service', names.service, await serviceIdsNamed(trx, names.service)),
    }
  },
}

function idOf(field: string, name: string | undefined, idByKey: ReadonlyMap<string, string>): string | null {
  if (name === undefined) return null
  const id = idByKey.get(name) ?? (isUuid(name) ? [...idByKey.values()].find((one) => one === name) : undefined)
  if (id !== undefined) return id
  throw new Fault('invalid_request', `${field}: there is nothing with the key "${name}".`, [
    { path: field, message: `there is nothing with the key "${name}"` },
  ])
}
