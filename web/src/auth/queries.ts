import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'

/** Whether nobody owns this installation yet. */
export const setupQuery = queryOptions({
  queryKey: ['session', 'setup'],
  queryFn: () => api.get<{ needed: boolean }>('/setup'),
  staleTime: 0,
})

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['session', 'invitation', token],
    queryFn: () => api.get<{ name: string; email: string }>(`/invitations/${encodeURIComponent(token)}`),
    retry: false,
  })

/** Whether this browser may look around the sample company without a password (`pikett start --demo`, same machine). */
export const demoQuery = queryOptions({
  queryKey: ['session', 'demo'],
  queryFn: () => api.get<{ available: boolean }>('/demo'),
  retry: false,
})
