import { sql } from 'kysely'
import type { Connection, Trx } from '../kernel/db/types.ts'
import type { FormerKey, KeyUse, Retired, UsesOfKey } from './types.ts'

const columns = ['id', 'holderId', 'kind', 'sealed', 'tail', 'replacedAt', 'endsAt'] as const

/** The former keys of these holders, newest first. */
export async function listFormer(trx: Trx, holderIds: readonly string[]): Promise<FormerKey[]> {
  return trx
    .selectFrom('formerKeys')
    .select(columns)
    .where('holderId', 'in', [...holderIds])
    .orderBy('replacedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function insertFormer(
  trx: Trx,
  row: { orgId: string; id: string; holderId: string; replacedAt: Temporal.Instant; endsAt: Temporal.Instant | null },
  { kind, tail, hash, sealed }: Retired,
): Promise<void> {
  await trx
    .insertInto('formerKeys')
    .values({ ...row, kind, tail, keyHash: hash ?? null, sealed: sealed ?? null })
    .execute()
}

export async function setEnd(trx: Trx, id: string, endsAt: Temporal.Instant): Promise<void> {
  await trx.updateTable('formerKeys').set({ endsAt }).where('id', '=', id).execute()
}

/** Removes the former keys of this hash, and returns them: the key is somebody's present one again. */
export async function takeByHash(trx: Trx, hash: Buffer): Promise<FormerKey[]> {
  return trx.deleteFrom('formerKeys').where('keyHash', '=', hash).returning(columns).execute()
}

/** Across organizations: whose these keys are that are still taken. */
export async function findTaken(engine: Connection, hashes: readonly Buffer[], now: Temporal.Instant) {
  if (hashes.length === 0) return []
  return engine
    .selectFrom('formerKeys')
    .select(['orgId', 'keyHash'])
    .where('keyHash', 'in', [...hashes])
    .where((eb) => eb.or([eb('endsAt', 'is', null), eb('endsAt', '>', now)]))
    .execute()
}

export async function deleteOfHolder(trx: Trx, holderId: string): Promise<void> {
  await trx.deleteFrom('formerKeys').where('holderId', '=', holderId).execute()
  await trx.deleteFrom('keyUses').where('holderId', '=', holderId).execute()
}

/** What was counted under one name is counted under another. */
export async function renameUses(trx: Trx, holderId: string, name: string, to: string): Promise<void> {
  await trx.updateTable('keyUses').set({ name: to }).where('holderId', '=', holderId).where('name', '=', name).execute()
}

const slotSeconds = 300

/** Adds uses to what is counted. In one order, so that nodes that write at once wait in no circle. */
export async function addUses(trx: Trx, orgId: string, uses: readonly (KeyUse & { times: number })[]): Promise<void> {
  if (uses.length === 0) return
  const rows = uses.map(({ holderId, name, at, sender, refused, times }) => ({
    holder_id: holderId,
    name,
    slot: at.epochMilliseconds - (at.epochMilliseconds % (slotSeconds * 1_000)),
    uses: refused ? 0 : times,
    refused: refused ? times : 0,
    last_at: at,
    last_sender: sender,
  }))
  await sql`
    insert into key_uses as known (org_id, holder_id, name, slot_at, uses, refused, last_at, last_sender)
    select ${orgId}::uuid, holder_id, name, to_timestamp(slot / 1000), sum(uses), sum(refused), max(last_at),
      (array_agg(last_sender order by last_at desc))[1]
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(holder_id uuid, name text, slot bigint, uses bigint,
      refused bigint, last_at timestamptz, last_sender text)
    group by holder_id, name, slot order by holder_id, name, slot
    on conflict (org_id, holder_id, name, slot_at) do update set
      uses = known.uses + excluded.uses, refused = known.refused + excluded.refused,
      last_sender = case when excluded.last_at >= known.last_at then excluded.last_sender else known.last_sender end,
      last_at = greatest(known.last_at, excluded.last_at)`.execute(trx)
}

/** What is known of the uses of all keys of these holders. */
export async function listUses(trx: Trx, holderIds: readonly string[], now: Temporal.Instant): Promise<UsesOfKey[]> {
  const { rows } = await sql<UsesOfKey>`
    select holder_id as "holderId", name, max(last_at) filter (where uses > 0) as "lastUsedAt",
      (array_agg(last_sender order by slot_at desc))[1] as "lastSender",
      coalesce(sum(uses) filter (where slot_at > ${now.subtract({ hours: 1 })}), 0)::integer as "usesLastHour",
      sum(refused)::integer as refused, max(last_at) filter (where refused > 0) as "lastRefusedAt"
    from key_uses where org_id = app_org() and holder_id = any(${[...holderIds]}::uuid[])
    group by holder_id, name`.execute(trx)
  return rows
}

/** Forgets keys that ended before, and counts that are older but for the last of each key. */
export async function deleteOld(trx: Trx, endedBefore: Temporal.Instant, usedBefore: Temporal.Instant): Promise<void> {
  await trx.deleteFrom('formerKeys').where('endsAt', '<', endedBefore).execute()
  await sql`
    delete from key_uses as old where org_id = app_org() and slot_at < ${usedBefore} and exists (
      select from key_uses as later where later.org_id = old.org_id and later.holder_id = old.holder_id
        and later.name = old.name and later.slot_at > old.slot_at)`.execute(trx)
}
