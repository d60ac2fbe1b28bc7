import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { readAll } from '../api/names.ts'
import type { Heartbeat, Page, Ping } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

export const heartbeatsQuery = queryOptions({
  queryKey: topicKey('heartbeats', 'list'),
  queryFn: () => readAll<Heartbeat>('/heartbeats'),
})

export const heartbeatQuery = (key: string) =>
  queryOptions({
    queryKey: topicKey('heartbeats', 'one', key),
    queryFn: () => api.get<Heartbeat>(`/heartbeats/${encodeURIComponent(key)}`),
  })

export const pingsQuery = (key: string) =>
  infiniteQueryOptions({
    queryKey: topicKey('heartbeats', 'pings', key),
    queryFn: ({ pageParam }) =>
      api.get<Page<Ping>>(`/heartbeats/${encodeURIComponent(key)}/pings`, { query: { limit: 30, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
