import { QueryObserver, queryOptions } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Permission } from '../../../contract/permissions.ts'
import { api, ApiError, isUnreachable } from '../api/client.ts'
import type { Session } from '../api/types.ts'
import { loadOffline } from '../offline/load.ts'
import type { Viewer } from './format.ts'
import { useText } from './i18n.ts'
import { queryClient, topicKey } from './query.ts'

const offline = () => loadOffline().catch(() => undefined)

const sessionKey = topicKey('session')

/** Asked before anything is known: the last visit of this device answers. */
const isFirstInVain = (error: unknown): boolean => isUnreachable(error) && !queryClient.getQueryData(sessionKey)

/** Who is signed in; `null` when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await api.get<Session>('/session')
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        void offline().then((module) => module?.forget())
        return null
      }
      const kept = isFirstInVain(error) ? await (await offline())?.keptSession() : undefined
      if (kept) return kept
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

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
