import { queryOptions } from '@tanstack/react-query'
import type { Role } from '../../../../contract/keys.ts'
import { api } from '../../api/client.ts'
import type { Page } from '../../api/types.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { expiryAfter } from './new-key.ts'

export interface ApiKey {
  id: string
  key: string
  role: Role
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
  managed: boolean
}

export const apiKeysQuery = queryOptions({
  queryKey: topicKey('setup', 'api-keys'),
  queryFn: () => api.get<Page<ApiKey>>('/api-keys', { query: { limit: 200 } }),
})

export const readKeysAgain = () => queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey })

/** Returns the token, which nobody can ask for later. */
export async function createKey(key: string, role: Role, days: number): Promise<string> {
  const expiresAt = expiryAfter(days, Date.now())
  const made = await api.post<{ token: string }>('/api-keys', { key, role, ...(expiresAt && { expiresAt }) })
  return made.token
}

export const revokeKey = (key: string) => api.delete<void>(`/api-keys/${encodeURIComponent(key)}`)
