import type { StoredPolicy } from '../../../rules/escalation/policy.ts'
import { anyOf } from '../../kernel/db/among.ts'
import type { Trx } from '../../kernel/db/types.ts'

/** The ids of those of these policies that exist now, by key. */
export async function policyIdsOf(trx: Trx, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await trx
    .selectFrom('escalationPolicies')
    .select(['id', 'key'])
    .where('archivedAt', 'is', null)
    .where('key', 'in', keys)
    .execute()
  return new Map(rows.map((row) => [row.key, row.id]))
}

/** The policies of these ids as they stand now. */
export async function getPolicies(trx: Trx, ids: readonly string[]): Promise<Map<string, StoredPolicy>> {
  if (ids.length === 0) return new Map()
  const rows = await trx.selectFrom('escalationPolicies').selectAll().where('id', '=', anyOf(ids)).execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        key: row.key,
        name: row.name,
        delaySeconds: row.delaySeconds,
        steps: row.steps as StoredPolicy['steps'],
        allAtOnce: row.allAtOnce,
        acknowledgeTimeoutSeconds: row.acknowledgeTimeoutSeconds,
        acknowledgeReminderSeconds: row.acknowledgeReminderSeconds,
        repeatCount: row.repeatCount,
        stepEnds: row.stepEnds,
        attempts: row.attempts,
        repeatEverySeconds: row.repeatEverySeconds,
      },
    ]),
  )
}
