import { sql } from 'kysely'
import type { Connection } from '../../kernel/db/types.ts'
import type { HeartbeatPlace } from '../types.ts'

/** Where an address leads, with what is known of the key in it. */
export interface FoundPlace extends HeartbeatPlace {
  /** What has the key: the heartbeat, or its source. */
  holderId: string
  /** Of a key that was replaced; null for the present one. */
  formerId: string | null
  /** When the former key ends; null when somebody has to end it. */
  endsAt: Temporal.Instant | null
  /** Whether its holder has former keys, so that uses are counted. */
  hasFormer: boolean
}

/**
 * Across organizations: whose a ping key is, also one that was replaced. One that is still taken wins over whoever calls it
 * their own meanwhile; one that has ended comes last.
 */
export async function findByPingKey(
  engine: Connection,
  pingKeyHash: Buffer,
  now: Temporal.Instant,
): Promise<FoundPlace | undefined> {
  const { rows } = await sql<FoundPlace>`
    select org_id as "orgId", id, id as "holderId", null::uuid as "formerId", null::timestamptz as "endsAt",
      exists (select from former_keys where holder_id = heartbeats.id) as "hasFormer", 1 as rank
    from heartbeats where ping_key_hash = ${pingKeyHash} and archived_at is null
    union all
    select heartbeats.org_id, heartbeats.id, heartbeats.id, former.id, former.ends_at, true,
      case when former.ends_at is null or former.ends_at > ${now} then 0 else 2 end
    from former_keys as former join heartbeats on heartbeats.org_id = former.org_id and heartbeats.id = former.holder_id
    where former.key_hash = ${pingKeyHash} and former.kind = 'ping_key' and heartbeats.archived_at is null
    order by rank, "formerId" desc limit 1`.execute(engine)
  return rows[0]
}

/** Across organizations: the heartbeat of this key on the source of this integration key, also of one that was replaced. */
export async function findBySlug(
  engine: Connection,
  { integrationKeyHash, slug }: { integrationKeyHash: Buffer; slug: string },
  now: Temporal.Instant,
): Promise<FoundPlace | undefined> {
  const { rows } = await sql<FoundPlace>`
    select heartbeats.org_id as "orgId", heartbeats.id, sources.id as "holderId", keys.former_id as "formerId",
      keys.ends_at as "endsAt", exists (select from former_keys where holder_id = sources.id) as "hasFormer"
    from (
      select org_id, id as source_id, null::uuid as former_id, null::timestamptz as ends_at, 1 as rank
      from sources where integration_key_hash = ${integrationKeyHash}
      union all
      select org_id, holder_id, id, ends_at, case when ends_at is null or ends_at > ${now} then 0 else 2 end
      from former_keys where key_hash = ${integrationKeyHash} and kind = 'integration_key') as keys
    join sources on sources.org_id = keys.org_id and sources.id = keys.source_id and sources.archived_at is null
    join heartbeats on heartbeats.org_id = sources.org_id and heartbeats.source_id = sources.id
    where heartbeats.key = ${slug} and heartbeats.archived_at is null
    order by keys.rank, keys.former_id desc limit 1`.execute(engine)
  return rows[0]
}

/** Across organizations: the heartbeats whose deadline has come, oldest first. */
export async function findDue(engine: Connection, now: Temporal.Instant, limit: number): Promise<HeartbeatPlace[]> {
  return engine
    .selectFrom('heartbeats')
    .select(['orgId', 'id'])
    .where('nextAt', '<=', now)
    .orderBy('nextAt')
    .limit(limit)
    .execute()
}

export async function findNextAt(engine: Connection): Promise<Temporal.Instant | undefined> {
  const row = await engine
    .selectFrom('heartbeats')
    .select('nextAt')
    .where('nextAt', 'is not', null)
    .orderBy('nextAt')
    .limit(1)
    .executeTakeFirst()
  return row?.nextAt ?? undefined
}
