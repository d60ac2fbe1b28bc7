import { hashKey, type Query } from '@tanstack/react-query'
import { heardAt, setHeardAt } from '../api/server-clock.ts'
import type { Session } from '../api/types.ts'
import { isAway, onAwayChange, setLost } from '../app/away.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { readKept, writeKept } from './database.ts'
import { forget } from './forget.ts'
import { isKept, isOf, merge, usable, type Kept, type KeptQuery } from './kept.ts'
import { readWaiting } from './outbox.ts'
import { keepShell } from './shell-cache.ts'

/** Writing costs battery: what changes within this time is written once. */
const calmMilliseconds = 4_000
const gcMilliseconds = 24 * 3_600_000

let timer: ReturnType<typeof setTimeout> | undefined

const session = () => queryClient.getQueryData<Session | null>(topicKey('session'))
const read = () => readKept().catch(() => undefined)

/** Who was signed in when the server was reached last; from then on everything shown is the last state. */
export async function keptSession(): Promise<Session | undefined> {
  const kept = usable(await read(), Date.now())
  if (!kept) return undefined
  setHeardAt(kept.heardAt)
  fill(kept)
  setLost(true)
  return kept.session
}

/** Puts what this device has kept where nothing is known. It stays for as long as the page is open. */
function fill(kept: Kept) {
  const cache = queryClient.getQueryCache()
  for (const { key, data, at } of kept.queries) {
    if (queryClient.getQueryData(key) !== undefined) continue
    cache.build(queryClient, { queryKey: [...key], queryHash: hashKey(key), gcTime: gcMilliseconds })
    queryClient.setQueryData([...key], data, { updatedAt: at })
  }
}

async function fillWhenAway(): Promise<void> {
  if (!isAway()) return
  await save()
  const kept = usable(await read(), Date.now())
  const current = session()
  if (kept && current && isOf(kept, current)) fill(kept)
}

const keptOf = ({ queryKey, state }: Query): KeptQuery => ({
  key: queryKey,
  data: state.data,
  at: state.dataUpdatedAt,
})

async function save(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const before = await read()
  // Asked after reading, so that a sign-out in between counts.
  const current = session()
  if (!current) return
  const fresh = queryClient
    .getQueryCache()
    .getAll()
    .filter(({ queryKey, state }) => state.data !== undefined && isKept(queryKey))
    .map(keptOf)
  const known = before && isOf(before, current) ? before.queries : []
  const { user, organization } = current
  const queries = merge(known, fresh, Date.now())
  const kept = { user: user.id, organization: organization.key, session: current, heardAt: heardAt(), queries }
  await writeKept(kept).catch(() => {})
  // Signed out while it was being written.
  if (!session()) await forget()
}

let isStarted = false

/** Follows what is read from now on, for whoever is signed in. */
export async function start(): Promise<void> {
  if (isStarted) return
  isStarted = true
  const [before, current] = [await read(), session()]
  if (before && current && !isOf(before, current)) await forget()
  await readWaiting()
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated') return
    if (query.queryKey[0] === 'session' && query.state.data === null) {
      clearTimeout(timer)
      timer = undefined
      void forget()
    } else if (isKept(query.queryKey) && session() && !isAway())
      timer ??= setTimeout(() => void save(), calmMilliseconds)
  })
  onAwayChange(() => void fillWhenAway())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== undefined) void save()
  })
  if (!isAway()) await save()
  await keepShell()
}
