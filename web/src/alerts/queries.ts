import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AlertContext, SimilarAlerts } from '../../../contract/alert-context.ts'
import type { AlertCounts } from '../../../contract/alert-list.ts'
import { api, type QueryValues } from '../api/client.ts'
import type { Alert, AlertDetail, Member, Page, Responder, SourceEvent, TimelineEntry } from '../api/types.ts'
import { topicKey } from '../app/query.ts'
import { askedOf, narrowingOf, type AlertFilters } from './filters.ts'

const pageSize = 100

const alertPage = (query: QueryValues) => api.get<Page<Alert>>('/alerts', { query })

/** The first page of the list; it is read again whenever alerts change. */
export const alertHeadQuery = (filters: AlertFilters) =>
  queryOptions({
    queryKey: topicKey('alerts', 'head', filters),
    queryFn: () => alertPage({ ...askedOf(filters), limit: pageSize }),
  })

export const readFirstAlerts = (filters: AlertFilters, limit: number) => alertPage({ ...askedOf(filters), limit })

/** What follows the first page; read once, when the list is scrolled there. */
export const readAlertsAfter = (filters: AlertFilters, cursor: string, limit = pageSize) =>
  alertPage({ ...askedOf(filters), limit, cursor })

/** These alerts as they stand now, whatever list they are in. */
export const alertsByNumberQuery = (numbers: readonly number[]) =>
  queryOptions({
    queryKey: topicKey('alerts', 'numbers', numbers),
    queryFn: () => alertPage({ numbers: numbers.join(','), limit: 200 }),
    enabled: numbers.length > 0,
  })

/** How many there are in each tab. */
export const alertCountsQuery = (filters: AlertFilters = {}) =>
  queryOptions({
    queryKey: topicKey('alerts', 'counts', narrowingOf(filters)),
    queryFn: () =>
      api.get<AlertCounts>('/alert-counts', {
        query: { ...narrowingOf(filters), group: filters.q === undefined ? 'leads' : undefined },
      }),
    placeholderData: keepPreviousData,
  })

/** What calls for an answer: held back by nothing and part of no other alert. */
export const triggeredCountQuery = queryOptions({
  queryKey: topicKey('alerts', 'counts', 'all'),
  queryFn: () => api.get<AlertCounts>('/alert-counts'),
  select: ({ calling }) => calling,
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
    queryFn: () => api.get<Page<Member>>(`/alerts/${encodeURIComponent(id)}/members`, { query: { limit: 100 } }),
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

/** Everybody who is or was on it, and who comes next. */
export const respondersQuery = (id: string) =>
  queryOptions({
    queryKey: topicKey('alerts', 'responders', id),
    queryFn: () => api.get<{ items: Responder[] }>(`/alerts/${encodeURIComponent(id)}/responders`),
  })

export const similarQuery = (id: string) =>
  queryOptions({
    queryKey: topicKey('alerts', 'similar', id),
    queryFn: () => api.get<SimilarAlerts>(`/alerts/${encodeURIComponent(id)}/similar`),
  })

export const contextQuery = (id: string) =>
  queryOptions({
    queryKey: topicKey('alerts', 'context', id),
    queryFn: () => api.get<AlertContext>(`/alerts/${encodeURIComponent(id)}/context`),
  })
