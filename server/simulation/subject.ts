import type { NewSimulation } from '../../contract/simulations.ts'
import type { Priority } from '../../contract/keys.ts'
import type { FrozenPolicy } from '../../rules/escalation/policy.ts'
import { hoursFor } from '../alerts/index.ts'
import type { AlertSource } from '../alerts/index.ts'
import { draftedPolicy } from '../escalation/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import { foreseeMaintenance } from '../maintenance/index.ts'
import { findAlertSource, findNamed } from './store.ts'

/** What a simulated alert is about; null: unknown. */
export interface SimulatedAlert {
  sourceId: string | null
  serviceId: string | null
  customerId: string | null
}

/** The alert of a simulation, as production would take it in. */
interface Subject {
  alert: SimulatedAlert
  /** Its id, or one that is not stored. */
  policy: string | FrozenPolicy
  priority: Priority
  heldUntil: Temporal.Instant | undefined
  raiseAt: Temporal.Instant | undefined
}

/** Throws invalid_request, naming the field, when something is named that does not exist. */
export async function subjectOf(work: Work, asked: NewSimulation, at: Temporal.Instant): Promise<Subject> {
  const { trx } = work
  const source = asked.source === undefined ? undefined : await findAlertSource(trx, asked.source)
  if (asked.source !== undefined && !source) throw unknown('source', asked.source)
  const service = asked.service === undefined ? undefined : await mustFind(work, 'services', 'service', asked.service)
  const policy = await policyOf(work, asked, source)
  if (policy === null) {
    throw invalid('source', `the source "${asked.source}" has no escalation policy: its alerts page nobody.`)
  }
  const alert = {
    sourceId: source?.id ?? null,
    serviceId: service?.id ?? source?.serviceId ?? null,
    customerId: source?.customerId ?? null,
  }
  const heldUntil = await foreseeMaintenance(trx, { ...alert, sourceId: alert.sourceId ?? '' }, at)
  return { alert, policy, heldUntil, ...(await urgencyOf(work, asked, source, at)) }
}

async function policyOf(
  work: Work,
  asked: NewSimulation,
  source: AlertSource | undefined,
): Promise<string | FrozenPolicy | null> {
  if (asked.draft) return draftedPolicy(work.trx, asked.draft)
  if (asked.policy === undefined) return source!.escalationPolicyId
  return (await mustFind(work, 'escalationPolicies', 'policy', asked.policy)).id
}

/** The priority as the source and the support hours of its customer make it, unless it is said. */
async function urgencyOf(
  work: Work,
  { priority, severity }: NewSimulation,
  source: AlertSource | undefined,
  at: Temporal.Instant,
): Promise<Pick<Subject, 'priority' | 'raiseAt'>> {
  if (priority !== undefined || !source) return { priority: priority ?? 'high', raiseAt: undefined }
  const hours = await hoursFor({ ...work, now: at }, [source])
  const found = hours.priorityOf(source, severity)
  const { raiseAt } = hours.raiseOf(source, { severity, priority: found, status: 'triggered' })
  return { priority: found, raiseAt: raiseAt ?? undefined }
}

export async function mustFind(work: Work, table: Parameters<typeof findNamed>[1], field: string, name: string) {
  const found = await findNamed(work.trx, table, name)
  if (!found) throw unknown(field, name)
  return found
}

export function invalid(path: string, message: string): Fault {
  return new Fault('invalid_request', `${path}: ${message}`, [{ path, message }])
}

const unknown = (path: string, name: string) => invalid(path, `there is nothing with the key "${name}".`)
