import type { Session } from '../api/types.ts'

/** One answer of the server, under the key of its query. */
export interface KeptQuery {
  key: readonly unknown[]
  data: unknown
  /** Milliseconds since the epoch. */
  at: number
}

/** What this device shows without a connection: of one person in one organization. */
export interface Kept {
  user: string
  organization: string
  session: Session
  /** When the server was heard last, in milliseconds since the epoch. */
  heardAt: number
  queries: KeptQuery[]
}

const longestMilliseconds = 24 * 3_600_000
const mostAlerts = 20
const mostLists = 3

const partsOfAlert: readonly unknown[] = ['one', 'timeline', 'members', 'events', 'context', 'similar', 'responders']
const others: readonly string[] = [
  'alerts counts',
  'me alert-views',
  'alerts count',
  'alerts deliveries',
  'oncall at',
  'oncall mine',
  'oncall gaps',
  'oncall schedules',
  'heartbeats all',
  'setup problems',
]

const isAlertPart = ([topic, name]: readonly unknown[]) => topic === 'alerts' && partsOfAlert.includes(name)

/** Lists of what is open; of what is looked for nobody needs the last state. */
function isOpenList([topic, name, filters]: readonly unknown[]): boolean {
  if (topic !== 'alerts' || (name !== 'list' && name !== 'head')) return false
  const { status, q } = (filters ?? {}) as { status?: unknown; q?: unknown }
  return q === undefined && (status === undefined || status === 'open' || status === 'triggered')
}

export function isKept(key: readonly unknown[]): boolean {
  if (isAlertPart(key) || isOpenList(key)) return true
  if (key[0] === 'oncall' && key[1] === 'at') return key[2] === 'now'
  return others.includes(key.slice(0, 2).join(' '))
}

/** Of each query the newest answer, none older than a day, and of alerts and lists only those that were seen last. */
export function merge(before: readonly KeptQuery[], fresh: readonly KeptQuery[], now: number): KeptQuery[] {
  const byKey = new Map<string, KeptQuery>()
  for (const query of [...before, ...fresh]) {
    const name = JSON.stringify(query.key)
    const known = byKey.get(name)
    if (isKept(query.key) && (!known || known.at <= query.at)) byKey.set(name, query)
  }
  const recent = [...byKey.values()].filter(({ at }) => now - at < longestMilliseconds)
  const alerts = latest(
    recent.filter(({ key }) => isAlertPart(key)),
    ({ key }) => String(key[2]),
    mostAlerts,
  )
  const lists = latest(
    recent.filter(({ key }) => isOpenList(key)),
    ({ key }) => JSON.stringify(key),
    mostLists,
  )
  return recent.filter(
    ({ key }) =>
      (!isAlertPart(key) || alerts.has(String(key[2]))) && (!isOpenList(key) || lists.has(JSON.stringify(key))),
  )
}

function latest(queries: KeptQuery[], nameOf: (query: KeptQuery) => string, most: number): Set<string> {
  const names = queries.toSorted((one, other) => other.at - one.at).map(nameOf)
  return new Set([...new Set(names)].slice(0, most))
}

/** Undefined when it is of a day ago: it would tell more wrong than right. */
export function usable(kept: Kept | undefined, now: number): Kept | undefined {
  if (!kept || now - kept.heardAt >= longestMilliseconds) return undefined
  return { ...kept, queries: merge(kept.queries, [], now) }
}

export function isOf(kept: Pick<Kept, 'user' | 'organization'>, session: Session): boolean {
  return kept.user === session.user.id && kept.organization === session.organization.key
}
