import { sql } from 'kysely'
import type { NodeState } from '../../../rules/watch/findings.ts'
import type { Connection } from '../../kernel/db/types.ts'
import type { LookState, NodeRow } from '../types.ts'

/** Signs a node in, or says that it is still there. A node that was started anew under its name takes the old one's place. */
export async function saveNode(engine: Connection, node: NodeRow): Promise<void> {
  const { state, seenAt, ...values } = node
  await engine.deleteFrom('nodes').where('name', '=', node.name).where('id', '<>', node.id).execute()
  await engine
    .insertInto('nodes')
    .values({ ...values, seenAt, state: JSON.stringify(state) })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seenAt, state: JSON.stringify(state) }))
    .execute()
}

export async function deleteNode(engine: Connection, id: string): Promise<void> {
  await engine.deleteFrom('nodes').where('id', '=', id).execute()
}

export async function deleteNodesBefore(engine: Connection, at: Temporal.Instant): Promise<void> {
  await engine.deleteFrom('nodes').where('seenAt', '<', at).execute()
}

export async function listNodes(engine: Connection): Promise<NodeRow[]> {
  const rows = await engine.selectFrom('nodes').selectAll().orderBy('startedAt').orderBy('id').execute()
  return rows.map((row) => ({ ...row, state: row.state as unknown as NodeState }))
}

const lookName = 'engine'

/**
 * Takes the look that is due at `now`, and moves the next one to `nextAt`; undefined when another node has it. It is also the
 * proof that the database takes writes.
 */
export async function claimLook(
  engine: Connection,
  claim: { now: Temporal.Instant; nextAt: Temporal.Instant; nodeId: string },
): Promise<{ state: LookState | null } | undefined> {
  const row = await engine
    .updateTable('watchLooks')
    .set({ nextAt: claim.nextAt, nodeId: claim.nodeId })
    .where('name', '=', lookName)
    .where('nextAt', '<=', claim.now)
    .returning('state')
    .executeTakeFirst()
  return row && { state: row.state as unknown as LookState | null }
}

export async function readLook(engine: Connection): Promise<LookState | null> {
  const row = await engine.selectFrom('watchLooks').select('state').where('name', '=', lookName).executeTakeFirst()
  return (row?.state ?? null) as unknown as LookState | null
}

/** Keeps what was found, unless another node has begun a later look. */
export async function saveLook(engine: Connection, nodeId: string, state: LookState): Promise<void> {
  await engine
    .updateTable('watchLooks')
    .set({ state: JSON.stringify(state) })
    .where('name', '=', lookName)
    .where('nodeId', '=', nodeId)
    .execute()
}

/** Every organization but those that only try Pikett out. */
export async function listWatched(engine: Connection): Promise<string[]> {
  const rows = await engine.selectFrom('organizations').select('id').where('demo', '=', false).orderBy('id').execute()
  return rows.map((row) => row.id)
}

/** How long the database takes for the least question, in milliseconds. */
export async function databaseMs(engine: Connection): Promise<number> {
  return engine.connection().execute(async (connection) => {
    const began = performance.now()
    await sql`select 1`.execute(connection)
    return Math.round((performance.now() - began) * 10) / 10
  })
}
