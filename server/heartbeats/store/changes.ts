import { sql } from 'kysely'
import type { Heartbeat } from '../../../rules/heartbeats/heartbeat.ts'
import type { Trx } from '../../kernel/db/types.ts'

/** Writes back the states of heartbeats that were locked before. */
export async function saveStates(
  trx: Trx,
  orgId: string,
  heartbeats: readonly { id: string; state: Heartbeat }[],
): Promise<void> {
  if (heartbeats.length === 0) return
  const rows = heartbeats.map(({ id, state }) => ({ id, ...columnsOf(state) }))
  await sql`
    update heartbeats set status = row.status, last_ping_at = row."lastPingAt", last_start_at = row."lastStartAt",
      last_run_id = row."lastRunId", next_at = row."nextAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, status text, "lastPingAt" timestamptz,
      "lastStartAt" timestamptz, "lastRunId" uuid, "nextAt" timestamptz)
    where heartbeats.org_id = ${orgId}::uuid and heartbeats.id = row.id`.execute(trx)
}

function columnsOf(state: Heartbeat) {
  return {
    status: state.status,
    lastPingAt: state.lastPingAt,
    lastStartAt: state.startedAt,
    lastRunId: state.startedRunId,
    nextAt: state.dueAt,
  }
}

/** Moves the deadline of a heartbeat that could not be handled on. What it waits for is decided anew then. */
export async function postponeDeadline(trx: Trx, id: string, nextAt: Temporal.Instant): Promise<void> {
  await trx.updateTable('heartbeats').set({ nextAt }).where('id', '=', id).where('nextAt', 'is not', null).execute()
}

/** What is set up of a heartbeat. */
export interface HeartbeatValues {
  name: string
  sourceId: string
  everySeconds: number
  graceSeconds: number
}

/** The identifier in the ping address: its hash finds it, its sealed form shows it again. */
export interface SealedPingKey {
  pingKeyHash: Buffer
  pingKeySealed: string
}

export async function insertHeartbeat(
  trx: Trx,
  row: { orgId: string; id: string; key: string; managed: boolean; createdAt: Temporal.Instant },
  values: HeartbeatValues & SealedPingKey,
  state: Heartbeat,
): Promise<void> {
  await trx
    .insertInto('heartbeats')
    .values({ ...row, ...values, ...columnsOf(state) })
    .execute()
}

/** Writes what is set up; with `managed`, that the configuration file names the heartbeat. */
export async function updateHeartbeat(
  trx: Trx,
  id: string,
  values: HeartbeatValues & Partial<SealedPingKey> & { managed?: boolean },
): Promise<void> {
  await trx.updateTable('heartbeats').set(values).where('id', '=', id).execute()
}

/** It is kept for what names it; nothing is due any more, and its ping key, which leads nowhere, is free for others. */
export async function archiveHeartbeat(
  trx: Trx,
  id: string,
  at: Temporal.Instant,
  nowhere: SealedPingKey,
): Promise<void> {
  await trx
    .updateTable('heartbeats')
    .set({ archivedAt: at, nextAt: null, ...nowhere })
    .where('id', '=', id)
    .execute()
}

export async function setPingKey(trx: Trx, id: string, key: SealedPingKey): Promise<void> {
  await trx.updateTable('heartbeats').set(key).where('id', '=', id).execute()
}

/** Gives the heartbeat of this organization that has the ping key another in its place. */
export async function replacePingKey(trx: Trx, held: Buffer, by: SealedPingKey): Promise<void> {
  await trx.updateTable('heartbeats').set(by).where('pingKeyHash', '=', held).execute()
}

/** The ids of the sources that are set up now, by key. */
export async function sourceIdsByKey(trx: Trx): Promise<Map<string, string>> {
  const rows = await trx.selectFrom('sources').select(['id', 'key']).where('archivedAt', 'is', null).execute()
  return new Map(rows.map((row) => [row.key, row.id]))
}
