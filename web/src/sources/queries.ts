import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Language } from '../../../contract/keys.ts'
import { api } from '../api/client.ts'
import type { EventOutcome, Page, Source, SourceDetail, SourceEvent } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

export const sourcesQuery = queryOptions({
  queryKey: topicKey('sources', 'list'),
  queryFn: () => api.get<Page<Source>>('/sources', { query: { limit: 1_000 } }),
})

/** The guide comes in the language that is asked for. */
export const sourceQuery = (key: string, language: Language) =>
  queryOptions({
    queryKey: topicKey('sources', 'one', key, language),
    queryFn: () => api.get<SourceDetail>(`/sources/${encodeURIComponent(key)}`, { query: { language } }),
  })

/** What narrows the events of a source; all of it stands in the address. Times are local to the viewer. */
export interface EventFilters {
  outcome?: EventOutcome | undefined
  q?: string | undefined
  /** The key under which the source groups its events. */
  about?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const pageSize = 30

export const sourceEventsQuery = (key: string, filters: EventFilters = {}) => {
  const { outcome, q, about, from, to } = filters
  return infiniteQueryOptions({
    queryKey: topicKey('sources', 'events', key, filters),
    queryFn: ({ pageParam }) =>
      api.get<Page<SourceEvent>>(`/sources/${encodeURIComponent(key)}/events`, {
        query: { cursor: pageParam, limit: pageSize, outcome, q, dedupKey: about, from, to },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  })
}
