import { QueryObserver, queryOptions } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Permission } from '../../../contract/permissions.ts'
import { api, ApiError, isUnreachable } from '../api/client.ts'
import type { Session } from '../api/types.ts'
import { loadOffline } from '../offline/load.ts'
import { setLost } from './away.ts'
import type { Viewer } from './format.ts'
import { useText } from './i18n.ts'
import { isLeaving } from './leaving.ts'
import { ownerOf, readOwner } from './owner.ts'
import { queryClient, topicKey } from './query.ts'

const offline = () => loadOffline().catch(() => undefined)

const sessionKey = topicKey('session')
const patienceMilliseconds = 2_500
/** After a page that was slow itself. */
const leastMilliseconds = 500

const isFirst = () => queryClient.getQueryData(sessionKey) === undefined

/** Who is signed in; `null` when nobody is. Where the server is slow or away at first, the last visit of this device answers. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async (): Promise<Session | null> => {
    const asked = ask()
    return (isFirst() ? await lastWhile(asked) : undefined) ?? asked
  },
  staleTime: 5 * 60_000,
})

async function ask(): Promise<Session | null> {
  try {
    const session = await api.get<Session>('/session')
    await takeOver(session)
    return session
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      void offline().then((module) => module?.forget())
      return null
    }
    // Signed out here; that the server does not know it yet changes nothing.
    if (isLeaving()) return null
    const kept = isUnreachable(error) && isFirst() ? await (await offline())?.keptSession() : undefined
    if (!kept) throw error
    setLost(true)
    return kept
  }
}

/** What somebody else has left in this browser is gone before the next person sees anything. */
async function takeOver(session: Session): Promise<void> {
  const [before, owner] = [readOwner(), ownerOf(session)]
  if (before === owner) return
  const taken = offline().then((module) => module?.takeOver(owner))
  if (before !== null) await taken
}

/** The state of the last visit, when the answer takes longer than people wait; it takes its place when it comes. */
async function lastWhile(asked: Promise<Session | null>): Promise<Session | undefined> {
  const patience = Math.max(leastMilliseconds, patienceMilliseconds - performance.now())
  const isSlow = await Promise.race([
    asked.then(
      () => false,
      () => false,
    ),
    new Promise<true>((resolve) => setTimeout(() => resolve(true), patience)),
  ])
  return isSlow ? (await offline())?.sessionWhile(asked) : undefined
}

const listeners = new Set<() => void>()
let stop: (() => void) | undefined

/** One observer for everybody who asks: every row of a list asks several times. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  stop ??= new QueryObserver(queryClient, sessionQuery).subscribe(() => {
    for (const one of listeners) one()
  })
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    stop?.()
    stop = undefined
  }
}

const read = () => queryClient.getQueryData(sessionQuery.queryKey) ?? null

export function useSession(): Session | null {
  return useSyncExternalStore(subscribe, read)
}

const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The language of the moment and the zone of the account; before sign-in that of the device. */
export function useViewer(): Viewer {
  const { language } = useText()
  const session = useSession()
  return { language, timezone: session?.user.timezone || deviceZone }
}

/** Whether the role allows it. The server decides; this only leaves out what it would refuse. */
export function useMay(permission: Permission): boolean {
  return useSession()?.can[permission] ?? false
}
