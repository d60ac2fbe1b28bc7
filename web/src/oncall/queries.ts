import { queryOptions } from '@tanstack/react-query'
import type { GapView, MyShift, OverrideView, ScheduleView, ShiftsView } from '../../../contract/oncall.ts'
import { api } from '../api/client.ts'
import type { Named, OnCallEntry, Page } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

/** Who is on call at an instant (ISO 8601); without one, now. Read again each minute, because shifts end without an event. */
export const onCallQuery = (at?: string) =>
  queryOptions({
    queryKey: topicKey('oncall', 'at', at ?? 'now'),
    queryFn: () => api.get<Page<OnCallEntry>>('/oncall', { query: { at } }),
    refetchInterval: at ? false : 60_000,
  })

const pathOf = (schedule: string) => `/schedules/${encodeURIComponent(schedule)}`

/** `from` and `to`: ISO 8601. */
export const shiftsQuery = (schedule: string, from: string, to: string) =>
  queryOptions({
    queryKey: topicKey('oncall', 'shifts', schedule, from, to),
    queryFn: () => api.get<ShiftsView>(`${pathOf(schedule)}/shifts`, { query: { from, to } }),
    placeholderData: (before: ShiftsView | undefined) => (before?.schedule.key === schedule ? before : undefined),
  })

export const schedulesQuery = queryOptions({
  queryKey: topicKey('oncall', 'schedules'),
  queryFn: () => api.get<Page<ScheduleView>>('/schedules'),
})

export const scheduleQuery = (key: string) =>
  queryOptions({
    queryKey: topicKey('oncall', 'schedule', key),
    queryFn: () => api.get<ScheduleView>(pathOf(key)),
  })

/** When nobody is on call in the days to come, and whom an alert then pages. */
export const gapsQuery = (days: number) =>
  queryOptions({
    queryKey: topicKey('oncall', 'gaps', days),
    queryFn: () => api.get<Page<GapView>>('/oncall/gaps', { query: { days } }),
  })

export const myShiftsQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: topicKey('oncall', 'mine', from, to),
    queryFn: () => api.get<Page<MyShift>>('/me/shifts', { query: { from, to } }),
  })

interface TeamOfPeople extends Named {
  members: Named[]
}

export const peopleQuery = queryOptions({
  queryKey: topicKey('setup', 'people'),
  queryFn: () => everything<Named & { role: string }>('/users'),
})
export const teamsQuery = queryOptions({
  queryKey: topicKey('setup', 'teams'),
  queryFn: () => everything<TeamOfPeople>('/teams'),
})
export const customersQuery = queryOptions({
  queryKey: topicKey('setup', 'customers'),
  queryFn: () => everything<Named>('/customers'),
})

/** All pages of a list that is chosen from. */
async function everything<Item>(path: string): Promise<Item[]> {
  const found: Item[] = []
  let cursor: string | undefined
  do {
    const page: Page<Item> = await api.get<Page<Item>>(path, { query: { limit: 200, cursor } })
    found.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return found
}

/** Local times of the schedule. */
export interface OverrideInput {
  user: string
  from: string
  to: string
}

export const saveOverride = (schedule: string, id: string | undefined, input: OverrideInput) =>
  id === undefined
    ? api.post<OverrideView>(`${pathOf(schedule)}/overrides`, input)
    : api.patch<OverrideView>(`${pathOf(schedule)}/overrides/${encodeURIComponent(id)}`, input)

export const removeOverride = (schedule: string, id: string) =>
  api.delete<void>(`${pathOf(schedule)}/overrides/${encodeURIComponent(id)}`)
