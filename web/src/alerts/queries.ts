import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import type { Alert, AlertDetail, Member, Page, SourceEvent, TimelineEntry } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

export const alertViews = ['open', 'triggered', 'acknowledged', 'resolved', 'all'] as const
export type AlertView = (typeof alertViews)[number]

/** What narrows the list; all of it stands in the address. */
export interface AlertFilters {
  status?: AlertView
  q?: string
  priority?: 'high' | 'low'
  customer?: string | undefined
  source?: string
  service?: string
}

const pageSize = 60

export const alertListQuery = (filters: AlertFilters) =>
  infiniteQueryOptions({
    queryKey: topicKey('alerts', 'list', filters),
    queryFn: ({ pageParam }) =>
      api.get<Page<Alert>>('/alerts', {
        query: { ...filters, status: filters.status ?? 'open', limit: pageSize, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const triggeredCountQuery = queryOptions({
  queryKey: topicKey('alerts', 'count', 'triggered'),
  queryFn: () => api.get<Page<Alert>>('/alerts', { query: { status: 'triggered', limit: 100 } }),
  select: ({ items, nextCursor }) => ({ count: items.length, more: Boolean(nextCursor) }),
})

/** By id or by number. */
export const alertQuery = (id: string) =>
  queryOptions({
    queryKey: topicKey('alerts', 'one', id),
    queryFn: () => api.get<AlertDetail>(`/alerts/${encodeURIComponent(id)}`),
  })

/** The first of those that an alert pages for; the rest is in the list. */
export const membersQuery = (id: string) =>
  queryOptions({
    queryKey: topicKey('alerts', 'members', id),
    queryFn: () => api.get<Page<Member>>(`/alerts/${encodeURIComponent(id)}/members`, { query: { limit: 20 } }),
  })

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: topicKey('alerts', 'timeline', id),
    queryFn: () => api.get<Page<TimelineEntry>>(`/alerts/${encodeURIComponent(id)}/timeline`),
  })

export const alertEventsQuery = (id: string) =>
  queryOptions({
    queryKey: topicKey('alerts', 'events', id),
    queryFn: () => api.get<Page<SourceEvent>>(`/alerts/${encodeURIComponent(id)}/events`),
  })
