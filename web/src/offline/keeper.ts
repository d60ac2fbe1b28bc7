import { hashKey, type Query } from '@tanstack/react-query'
import { isUnreachable, tellSignedOut } from '../api/client.ts'
import { heardAt, setHeardAt } from '../api/server-clock.ts'
import type { Session } from '../api/types.ts'
import { isAway, onAwayChange, setLost } from '../app/away.ts'
import { isLeaving } from '../app/leaving.ts'
import { ownerOf, readOwner } from '../app/owner.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { readKept, writeKept } from './database.ts'
import { forget, forgetAll } from './forget.ts'
import { isKept, isOf, merge, usable, type KeptQuery } from './kept.ts'
import { fill } from './late.ts'
import { readWaiting } from './outbox.ts'
import { keepShell } from './shell-cache.ts'

/** Writing costs battery: what changes within this time is written once. */
const calmMilliseconds = 4_000
const slowMilliseconds = 2_500

let timer: ReturnType<typeof setTimeout> | undefined

const session = () => queryClient.getQueryData<Session | null>(topicKey('session'))
const read = () => readKept().catch(() => undefined)

/** Who was signed in when the server was reached last; what was kept then is shown until there is something newer. */
export async function keptSession(): Promise<Session | undefined> {
  const kept = usable(await read(), Date.now())
  if (!kept || isLeaving() || ownerOf(kept.session) !== readOwner()) return undefined
  setHeardAt(kept.heardAt)
  fill(kept)
  return kept.session
}

/** The same, unless the answer comes first; when it comes later, it takes the place of what is shown. */
export async function sessionWhile(asked: Promise<Session | null>): Promise<Session | undefined> {
  let isAnswered = false
  const note = () => {
    isAnswered = true
  }
  void asked.then(note, note)
  const kept = await keptSession()
  if (!kept || isAnswered) return undefined
  void asked.then(
    (answer) => (answer ? queryClient.setQueryData(topicKey('session'), answer) : tellSignedOut()),
    (error: unknown) => isUnreachable(error) && setLost(true),
  )
  return kept
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

const isUnanswered = ({ queryKey, state }: Query) =>
  state.data === undefined && state.fetchStatus === 'fetching' && isKept(queryKey)

let slow: ReturnType<typeof setTimeout> | undefined

/** What takes longer than people wait is shown as it was, until its answer comes. */
async function fillSlow(): Promise<void> {
  slow = undefined
  const kept = usable(await read(), Date.now())
  const current = session()
  if (!kept || !current || !isOf(kept, current)) return
  const cache = queryClient.getQueryCache()
  const isWanted = ({ key }: KeptQuery) => {
    const query = cache.get(hashKey(key))
    return query !== undefined && isUnanswered(query)
  }
  fill({ ...kept, queries: kept.queries.filter(isWanted) })
}

let follows: string | undefined

/** Whoever is signed in now sees only what is theirs. */
async function follow(current: Session): Promise<void> {
  const owner = ownerOf(current)
  if (owner === follows) return
  follows = owner
  const before = await read()
  if (before && !isOf(before, current)) await forgetAll()
  await readWaiting()
}

function hear({ type, query }: { type: string; query: Query }): void {
  if (query.queryKey[0] === 'session' && query.queryKey.length === 1 && type === 'updated') return hearSession()
  if (isUnanswered(query)) slow ??= setTimeout(() => void fillSlow(), slowMilliseconds)
  else if (type === 'updated' && isKept(query.queryKey) && session() && !isAway())
    timer ??= setTimeout(() => void save(), calmMilliseconds)
}

function hearSession(): void {
  const current = session()
  if (current) return void follow(current)
  if (current === undefined) return
  follows = undefined
  clearTimeout(timer)
  timer = undefined
  void forget()
}

let isStarted = false

/** Follows what is read from now on, for whoever is signed in. */
export async function start(): Promise<void> {
  const current = session()
  if (isStarted || !current) return
  isStarted = true
  await follow(current)
  queryClient.getQueryCache().subscribe(hear)
  onAwayChange(() => void fillWhenAway())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== undefined) void save()
  })
  if (queryClient.getQueryCache().getAll().some(isUnanswered)) await fillSlow()
  if (!isAway()) await save()
  await keepShell()
}
