import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'

export interface TurnRow {
  policyId: string
  step: number
  userId: string
  turn: number
}

/**
 * Nobody else assigns turns of these policies until the transaction ends. In the order of their ids, so that two nodes wait
 * for each other instead of deadlocking.
 */
export async function lockPolicies(trx: Trx, ids: readonly string[]): Promise<void> {
  await trx
    .selectFrom('escalationPolicies')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

export async function listTurns(trx: Trx, policyIds: readonly string[]): Promise<TurnRow[]> {
  return trx
    .selectFrom('roundRobinTurns')
    .select(['policyId', 'step', 'userId', 'turn'])
    .where('policyId', 'in', [...policyIds])
    .execute()
}

export async function saveTurns(trx: Trx, orgId: string, rows: readonly TurnRow[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(({ policyId, step, userId, turn }) => ({ policy_id: policyId, step, user_id: userId, turn }))
  await sql`
    insert into round_robin_turns (org_id, policy_id, step, user_id, turn)
    select ${orgId}::uuid, policy_id, step, user_id, turn
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row(policy_id uuid, step integer, user_id uuid, turn bigint)
    on conflict (org_id, policy_id, step, user_id) do update set turn = excluded.turn`.execute(trx)
}
