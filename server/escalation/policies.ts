import type { EscalationPolicyConfig } from '../../contract/config/escalation.ts'
import { escalationPolicy, targetParts } from '../../contract/config/escalation.ts'
import { formatDuration, parseDuration } from '../../contract/durations.ts'
import { frozen, thawed } from '../../rules/escalation/policy.ts'
import type { FrozenPolicy, StoredStep, Target } from '../../rules/escalation/policy.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'

/** Keys of what a policy may name, in both directions. */
export interface TargetNames {
  idByTarget: ReadonlyMap<string, string>
  keyById: ReadonlyMap<string, string>
}

/** What the targets of policies can name: people, schedules and teams that exist now. `user:bob` -> id, id -> `user:bob`. */
export async function targetNames(trx: Trx): Promise<TargetNames> {
  const idByTarget = new Map<string, string>()
  const keyById = new Map<string, string>()
  for (const [kind, table] of [
    ['user', 'users'],
    ['schedule', 'schedules'],
    ['team', 'teams'],
  ] as const) {
    const rows = await trx.selectFrom(table).select(['id', 'key']).where('archivedAt', 'is', null).execute()
    for (const row of rows) {
      idByTarget.set(`${kind}:${row.key}`, row.id)
      keyById.set(row.id, `${kind}:${row.key}`)
    }
  }
  return { idByTarget, keyById }
}

/** The policies of the organization in the shape of the configuration file, and whether a file made them. */
export async function listPolicies(
  trx: Trx,
): Promise<{ item: EscalationPolicyConfig; managed: boolean; id: string }[]> {
  const names = await targetNames(trx)
  const rows = await trx
    .selectFrom('escalationPolicies')
    .selectAll()
    .where('archivedAt', 'is', null)
    .orderBy('key')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    managed: row.managed,
    item: escalationPolicy.parse({
      key: row.key,
      ...(row.name !== row.key && { name: row.name }),
      delay: formatDuration(row.delaySeconds),
      steps: (row.steps as StoredStep[]).map((step) => stepConfig(step, names)),
      allAtOnce: row.allAtOnce,
      ...(row.acknowledgeTimeoutSeconds !== null && {
        acknowledgeTimeout: formatDuration(row.acknowledgeTimeoutSeconds),
      }),
      acknowledgeReminder: formatDuration(row.acknowledgeReminderSeconds),
      repeat: row.repeatCount,
      stepEnds: row.stepEnds,
      attempts: row.attempts,
      repeatEvery: formatDuration(row.repeatEverySeconds),
    }),
  }))
}

function stepConfig({ targets, timeoutSeconds, condition, assign }: StoredStep, names: TargetNames) {
  const textOf = ({ kind, id, everybody }: Target) =>
    `${names.keyById.get(id) ?? `${kind}:gone`}${everybody === true ? '/all' : ''}`
  return { targets: targets.map(textOf), timeout: formatDuration(timeoutSeconds), if: condition, assign }
}

/** What means the same reads the same: 120s and 2m, a name that is the key. */
export function normalised({ name, ...item }: EscalationPolicyConfig): EscalationPolicyConfig {
  const canonical = (text: string) => formatDuration(parseDuration(text)!)
  return {
    ...item,
    ...(name !== undefined && name !== item.key && { name }),
    delay: canonical(item.delay),
    steps: item.steps.map((step) => ({ ...step, timeout: canonical(step.timeout) })),
    ...(item.acknowledgeTimeout !== undefined && { acknowledgeTimeout: canonical(item.acknowledgeTimeout) }),
    acknowledgeReminder: canonical(item.acknowledgeReminder),
    repeatEvery: canonical(item.repeatEvery),
  }
}

/** The steps as they are stored; targets must exist (the configuration checks references before it writes). */
function stepsOf(item: EscalationPolicyConfig, names: TargetNames): StoredStep[] {
  const targetOf = (text: string): Target => {
    const { kind, key, everybody } = targetParts(text)
    const id = names.idByTarget.get(`${kind}:${key}`)
    if (id === undefined) throw new Error(`the policy ${item.key} names ${text}, which does not exist`)
    return { kind, id, ...(everybody && { everybody }) }
  }
  return item.steps.map((step) => ({
    targets: step.targets.map(targetOf),
    timeoutSeconds: parseDuration(step.timeout)!,
    condition: step.if,
    assign: step.assign,
  }))
}

function settingsOf(item: EscalationPolicyConfig) {
  return {
    name: item.name ?? item.key,
    delaySeconds: parseDuration(item.delay)!,
    allAtOnce: item.allAtOnce,
    acknowledgeTimeoutSeconds: item.acknowledgeTimeout === undefined ? null : parseDuration(item.acknowledgeTimeout)!,
    acknowledgeReminderSeconds: parseDuration(item.acknowledgeReminder)!,
    repeatCount: item.repeat,
    stepEnds: item.stepEnds,
    attempts: item.attempts,
    repeatEverySeconds: parseDuration(item.repeatEvery)!,
  }
}

const columns = (item: EscalationPolicyConfig, names: TargetNames) => ({
  ...settingsOf(item),
  steps: JSON.stringify(stepsOf(item, names)),
})

/** A policy that is not stored, as it would be frozen. Its targets must exist. */
export function unsavedPolicy(id: string, item: EscalationPolicyConfig, names: TargetNames): FrozenPolicy {
  return frozen(thawed({ id, key: item.key, ...settingsOf(item), steps: stepsOf(item, names) }))
}

export async function insertPolicy(
  work: Work,
  item: EscalationPolicyConfig,
  names: TargetNames,
  managed: boolean,
): Promise<void> {
  const values = { orgId: work.orgId, id: work.id(), key: item.key, managed, ...columns(item, names) }
  await work.trx.insertInto('escalationPolicies').values(values).execute()
}

export async function updatePolicy(
  work: Work,
  item: EscalationPolicyConfig,
  names: TargetNames,
  managed: boolean,
): Promise<void> {
  await work.trx
    .updateTable('escalationPolicies')
    .set({ managed, ...columns(item, names) })
    .where('key', '=', item.key)
    .where('archivedAt', 'is', null)
    .execute()
}

/** Policies are kept for the alerts that ran along them; running escalations carry their own copy. */
export async function archivePolicy(work: Work, key: string): Promise<void> {
  await work.trx
    .updateTable('escalationPolicies')
    .set({ archivedAt: work.now })
    .where('key', '=', key)
    .where('archivedAt', 'is', null)
    .execute()
}
