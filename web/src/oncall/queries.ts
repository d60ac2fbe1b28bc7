import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import type { OnCallEntry, Page, Shift } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

/** Who is on call at an instant (ISO 8601); without one, now. Read again each minute, because shifts end without an event. */
export const onCallQuery = (at?: string) =>
  queryOptions({
    queryKey: topicKey('oncall', 'at', at ?? 'now'),
    queryFn: () => api.get<Page<OnCallEntry>>('/oncall', { query: { at } }),
    refetchInterval: at ? false : 60_000,
  })

export const shiftsQuery = (schedule: string, from: string, to: string) =>
  queryOptions({
    queryKey: topicKey('oncall', 'shifts', schedule, from, to),
    queryFn: () =>
      api.get<{ items: Shift[]; gaps: { from: string; to: string }[] }>(
        `/schedules/${encodeURIComponent(schedule)}/shifts`,
        { query: { from, to } },
      ),
  })
