import type { EscalationPolicyConfig } from '../../contract/config/escalation.ts'
import { escalationPolicy } from '../../contract/config/escalation.ts'
import { formatDuration, parseDuration } from '../../contract/durations.ts'
import type { FrozenPolicy, Target } from '../../rules/escalation/policy.ts'
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
      steps: (row.steps as FrozenPolicy['steps']).map((step) => ({
        targets: step.targets.map((target) => names.keyById.get(target.id) ?? `${target.kind}:gone`),
        timeout: formatDuration(step.timeoutSeconds),
      })),
      repeat: row.repeatCount,
      stepEnds: row.stepEnds,
      attempts: row.attempts,
      repeatEvery: formatDuration(row.repeatEverySeconds),
    }),
  }))
}

/** The columns of a policy; targets must exist (the configuration checks references before it writes). */
function columns(item: EscalationPolicyConfig, names: TargetNames) {
  const steps = item.steps.map((step) => ({
    targets: step.targets.map((text): Target => {
      const id = names.idByTarget.get(text)
      if (id === undefined) throw new Error(`the policy ${item.key} names ${text}, which does not exist`)
      return { kind: text.slice(0, text.indexOf(':')) as Target['kind'], id }
    }),
    timeoutSeconds: parseDuration(step.timeout)!,
  }))
  return {
    name: item.name ?? item.key,
    steps: JSON.stringify(steps),
    repeatCount: item.repeat,
    stepEnds: item.stepEnds,
    attempts: item.attempts,
    repeatEverySeconds: parseDuration(item.repeatEvery)!,
  }
}

export async function insertPolicy(work: Work, item: EscalationPolicyConfig, names: TargetNames): Promise<void> {
  const values = { orgId: work.orgId, id: work.id(), key: item.key, managed: true, ...columns(item, names) }
  await work.trx.insertInto('escalationPolicies').values(values).execute()
}

export async function updatePolicy(work: Work, item: EscalationPolicyConfig, names: TargetNames): Promise<void> {
  await work.trx
    .updateTable('escalationPolicies')
    .set({ managed: true, ...columns(item, names) })
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
