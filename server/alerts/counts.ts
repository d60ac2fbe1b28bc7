import { sql } from 'kysely'
import type { AlertCountQuery, AlertCounts, Counted } from '../../contract/alert-list.ts'
import type { Trx } from '../kernel/db/types.ts'
import { matching } from './filter.ts'
import type { AlertFilter } from './filter.ts'

/** Nobody reads a longer number, and counting on would cost with every alert. */
const countedTo = 1_000

/** How many alerts each tab of the list holds, by the same filters as the list itself. */
export async function countAlerts(trx: Trx, query: AlertCountQuery, me: string | undefined): Promise<AlertCounts> {
  const count = (filter: Partial<AlertFilter>) => countOf(trx, { ...query, status: 'open', ...filter }, me)
  const open = await count({})
  if (open.count === 0) return { ...empty, quietSince: await lastResolvedAt(trx, query, me) }
  return {
    open,
    triggered: await count({ status: 'triggered' }),
    acknowledged: await count({ status: 'acknowledged' }),
    held: await count({ held: 'true' }),
    calling: await count({ status: 'triggered', held: 'false', group: 'leads' }),
    mine: me === undefined ? none : await count({ assignee: 'me' }),
    quietSince: null,
  }
}

const none: Counted = { count: 0, more: false }
const empty = { open: none, triggered: none, acknowledged: none, held: none, calling: none, mine: none }

async function countOf(trx: Trx, filter: AlertFilter, me: string | undefined): Promise<Counted> {
  const some = matching(trx, filter, me)
    .select('alerts.id')
    .limit(countedTo + 1)
    .as('some')
  const { count } = await trx
    .selectFrom(some)
    .select(sql<number>`count(*)::integer`.as('count'))
    .executeTakeFirstOrThrow()
  return { count: Math.min(count, countedTo), more: count > countedTo }
}

/** Looked for among the newest: since when it has been quiet matters to the minute only where it was loud lately. */
async function lastResolvedAt(trx: Trx, query: AlertCountQuery, me: string | undefined): Promise<string | null> {
  const latest = matching(trx, { ...query, status: 'resolved' }, me)
    .select('alerts.resolvedAt')
    .orderBy('alerts.number', 'desc')
    .limit(countedTo)
    .as('latest')
  const { at } = await trx
    .selectFrom(latest)
    .select(({ fn }) => fn.max('latest.resolvedAt').as('at'))
    .executeTakeFirstOrThrow()
  return at?.toString() ?? null
}
