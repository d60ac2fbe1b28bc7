import { queryOptions } from '@tanstack/react-query'
import type { FailedDelivery } from '../../../contract/alert-context.ts'
import type { Language } from '../../../contract/keys.ts'
import type { SetupProblems } from '../../../contract/readiness.ts'
import { api } from '../api/client.ts'
import type { Heartbeat, Page } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

/** What did not arrive within the last day; a failure is told with the alert that it concerns. */
export const failedDeliveriesQuery = queryOptions({
  queryKey: topicKey('alerts', 'deliveries', 'failed'),
  queryFn: () => api.get<Page<FailedDelivery>>('/deliveries', { query: { status: 'failed', limit: 50 } }),
})

/** The same list as that of the place of heartbeats, of which the start page shows what is late. */
export const allHeartbeatsQuery = queryOptions({
  queryKey: topicKey('heartbeats', 'all'),
  queryFn: () => api.get<Page<Heartbeat>>('/heartbeats', { query: { limit: 200 } }),
})

/** The words come from the server, in the language of the console. */
export const setupProblemsQuery = (language: Language) =>
  queryOptions({
    queryKey: topicKey('setup', 'problems', language),
    queryFn: () => api.get<SetupProblems>('/setup-problems', { query: { language } }),
    staleTime: 5 * 60_000,
  })
