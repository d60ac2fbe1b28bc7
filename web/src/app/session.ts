import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Permission } from '../../../contract/permissions.ts'
import { api, ApiError } from '../api/client.ts'
import type { Session } from '../api/types.ts'
import type { Viewer } from './format.ts'
import { useText } from './i18n.ts'
import { topicKey } from './query.ts'

/** Who is signed in; `null` when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: topicKey('session'),
  queryFn: async () => {
    try {
      return await api.get<Session>('/session')
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null
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
