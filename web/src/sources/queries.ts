import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Language } from '../../../contract/keys.ts'
import { api } from '../api/client.ts'
import type { Page, Source, SourceDetail, SourceEvent } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

export const sourcesQuery = queryOptions({
  queryKey: topicKey('sources', 'list'),
  queryFn: () => api.get<Page<Source>>('/sources'),
})

/** The guide comes in the language that is asked for. */
export const sourceQuery = (key: string, language: Language) =>
  queryOptions({
    queryKey: topicKey('sources', 'one', key, language),
    queryFn: () => api.get<SourceDetail>(`/sources/${encodeURIComponent(key)}`, { query: { language } }),
  })

export const sourceEventsQuery = (key: string) =>
  infiniteQueryOptions({
    queryKey: topicKey('sources', 'events', key),
    queryFn: ({ pageParam }) =>
      api.get<Page<SourceEvent>>(`/sources/${encodeURIComponent(key)}/events`, {
        query: { cursor: pageParam, limit: 30 },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
