import type { Connection } from '../../kernel/db/types.ts'
import type { HeartbeatPlace } from '../types.ts'

/** Across organizations: whose a ping key is. */
export async function findByPingKey(engine: Connection, pingKeyHash: Buffer): Promise<HeartbeatPlace | undefined> {
  return engine
    .selectFrom('heartbeats')
    .select(['orgId', 'id'])
    .where('pingKeyHash', '=', pingKeyHash)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
}

/** Across organizations: the heartbeat of this key on the source of this integration key. */
export async function findBySlug(
  engine: Connection,
  integrationKeyHash: Buffer,
  key: string,
): Promise<HeartbeatPlace | undefined> {
  return engine
    .selectFrom('heartbeats')
    .innerJoin('sources', (join) =>
      join.onRef('sources.orgId', '=', 'heartbeats.orgId').onRef('sources.id', '=', 'heartbeats.sourceId'),
    )
    .select(['heartbeats.orgId', 'heartbeats.id'])
    .where('sources.integrationKeyHash', '=', integrationKeyHash)
    .where('sources.archivedAt', 'is', null)
    .where('heartbeats.key', '=', key)
    .where('heartbeats.archivedAt', 'is', null)
    .executeTakeFirst()
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
