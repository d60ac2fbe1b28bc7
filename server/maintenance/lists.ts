import type { MaintenanceQuery, MaintenanceView } from '../../contract/maintenance.ts'
import { nextOccurrences } from '../../rules/maintenance/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { existing } from './actions.ts'
import { timesOf } from './plan.ts'
import { presentOccurrence, presentWindow } from './present.ts'
import { listThings, listWindowPage } from './store.ts'
import type { MaintenanceWindow } from './types.ts'

export async function listPage(work: Work, query: MaintenanceQuery) {
  const { limit, cursor: after, state } = query
  const rows = await listWindowPage(work.trx, { limit: limit + 1, after, state, now: work.now })
  const things = await listThings(work.trx)
  const items = rows.slice(0, limit).map((row) => presentWindow(row, things, work.now))
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.key : null }
}

export async function viewOf(work: Work, window: MaintenanceWindow): Promise<MaintenanceView> {
  return presentWindow(window, await listThings(work.trx), work.now)
}

/** Throws not_found when there is no such window. */
export async function show(work: Work, name: string): Promise<MaintenanceView> {
  return viewOf(work, await existing(work, name))
}

/** The next times of a window. Throws not_found. */
export async function occurrencesOf(work: Work, name: string, query: { from?: string | undefined; limit: number }) {
  const from = query.from === undefined ? work.now : Temporal.Instant.from(query.from)
  return nextOccurrences(timesOf(await existing(work, name)), from, query.limit).map(presentOccurrence)
}
