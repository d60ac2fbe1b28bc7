import { useMutation } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient } from '../app/query.ts'
import { sessionQuery, useSession } from '../app/session.ts'

/**
 * Whether the person has put the path away: the only thing about it that is kept, on the server, so that it holds on every
 * device. How far one is, is seen from what exists.
 */
export function useDismissed(): [boolean, (dismissed: boolean) => void] {
  const isDismissed = useSession()?.welcomeDismissed ?? false
  const { mutate } = useMutation({
    mutationFn: (dismissed: boolean) => api.put('/me/welcome', { dismissed }),
    onMutate: (welcomeDismissed) => {
      queryClient.setQueryData(sessionQuery.queryKey, (session) => session && { ...session, welcomeDismissed })
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey, exact: true }),
  })
  return [isDismissed, mutate]
}
