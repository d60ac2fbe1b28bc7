import type { HeartbeatQuery } from '../../../contract/heartbeats.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { Work } from '../../kernel/db/work.ts'
import { listHeartbeats } from '../store/heartbeats.ts'
import { listPings } from '../store/pings.ts'
import type { FoundHeartbeat, PingRow } from '../types.ts'
import { existing } from './pause.ts'

interface PageOf<T> {
  items: T[]
  /** Null on the last page. */
  nextCursor: string | null
}

export async function listPage(trx: Trx, query: HeartbeatQuery): Promise<PageOf<FoundHeartbeat>> {
  const { limit, cursor: after, status, source } = query
  const rows = await listHeartbeats(trx, { status, source, after, limit: limit + 1 })
  return pageOf(rows, limit, (row) => row.key)
}

/** Throws not_found when there is no such heartbeat. */
export async function pingsPage(
  work: Work,
  name: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<PageOf<PingRow>> {
  const { id } = await existing(work, name)
  const rows = await listPings(work.trx, id, query.limit + 1, query.cursor)
  return pageOf(rows, query.limit, (row) => row.id)
}

function pageOf<T>(rows: T[], limit: number, cursorOf: (row: T) => string): PageOf<T> {
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? cursorOf(items.at(-1)!) : null }
}
