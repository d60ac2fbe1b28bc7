import { queryOptions, useQueries } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { itemsQuery } from '../api/items.ts'
import type { Alert, AlertDetail, Contact, Device, Page, TimelineEntry } from '../api/types.ts'
import { topicKey } from '../app/query.ts'
import { useSession } from '../app/session.ts'
import { sourcesQuery } from '../sources/queries.ts'
import { doneSteps, type Known } from './progress.ts'

const contactsQuery = queryOptions({
  queryKey: topicKey('me', 'contacts'),
  queryFn: () => api.get<Page<Contact>>('/me/contacts'),
})
const devicesQuery = queryOptions({
  queryKey: topicKey('me', 'devices'),
  queryFn: () => api.get<Page<Device>>('/me/devices'),
})
const alertsQuery = queryOptions({
  queryKey: topicKey('alerts', 'welcome'),
  queryFn: () => api.get<Page<Alert>>('/alerts', { query: { status: 'all', limit: 50 } }),
})

/** However many alerts came since: the first own answer stays one. */
const answeredQuery = queryOptions({
  queryKey: topicKey('alerts', 'welcome', 'answered'),
  queryFn: () => api.get<Page<Alert>>('/alerts', { query: { status: 'all', assignee: 'me', limit: 10 } }),
})

export const alertQuery = (number: number) =>
  queryOptions({
    queryKey: topicKey('alerts', 'welcome', number),
    queryFn: () => api.get<AlertDetail>(`/alerts/${number}`),
  })

export const storyQuery = (number: number) =>
  queryOptions({
    queryKey: topicKey('alerts', 'welcome', number, 'story'),
    queryFn: () => api.get<Page<TimelineEntry>>(`/alerts/${number}/timeline`),
  })

/** How far the newcomer has come, live; undefined until everything is known. */
export function useProgress(isAsked = true) {
  const session = useSession()
  const enabled = isAsked && session !== null
  const results = useQueries({
    queries: [
      { ...contactsQuery, enabled },
      { ...devicesQuery, enabled },
      { ...itemsQuery('schedules'), enabled },
      { ...itemsQuery('escalationPolicies'), enabled },
      { ...sourcesQuery, enabled },
      { ...alertsQuery, enabled },
      { ...answeredQuery, enabled },
    ],
  })
  const [contacts, devices, schedules, policies, sources, alerts, answered] = results
  const failed = results.find(({ isError }) => isError)
  const retry = () => results.forEach((one) => void (one.isError && one.refetch()))
  if (
    !session ||
    !contacts.data ||
    !devices.data ||
    !schedules.data ||
    !policies.data ||
    !sources.data ||
    !alerts.data ||
    !answered.data
  )
    return { error: failed?.error, retry }
  const known: Known = {
    contacts: contacts.data.items,
    devices: devices.data.items,
    schedules: schedules.data.items.map(({ item }) => item),
    policies: policies.data.items.map(({ item }) => item),
    sources: sources.data.items,
    alerts: alerts.data.items,
    answered: answered.data.items,
  }
  return { known, done: doneSteps(known, session.user.key), retry }
}
