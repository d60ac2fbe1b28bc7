import { queryOptions, useQuery } from '@tanstack/react-query'
import type { EscalationPolicyConfig } from '../../../contract/config/escalation.ts'
import type { PolicyUsage } from '../../../contract/escalation.ts'
import type { SimulationView } from '../../../contract/simulations.ts'
import { api } from '../api/client.ts'
import type { Page } from '../api/types.ts'
import { topicKey } from '../app/query.ts'
import { onCallQuery, peopleQuery, schedulesQuery, teamsQuery } from '../oncall/queries.ts'
import type { Directory } from './target.ts'

export type Policy = EscalationPolicyConfig & { id: string; name: string }

export const policiesQuery = queryOptions({
  queryKey: topicKey('setup', 'policies'),
  queryFn: () => api.get<Page<Policy>>('/escalation-policies'),
})

const pathOf = (key: string) => `/escalation-policies/${encodeURIComponent(key)}`

export const policyQuery = (key: string) =>
  queryOptions({ queryKey: topicKey('setup', 'policy', key), queryFn: () => api.get<Policy>(pathOf(key)) })

export const usageQuery = (key: string) =>
  queryOptions({
    queryKey: topicKey('alerts', 'usage', key),
    queryFn: () => api.get<PolicyUsage>(`${pathOf(key)}/usage`),
  })

/** What is simulated: a policy that is stored, or one that is being written. */
export interface SimulationInput {
  policy?: string
  draft?: EscalationPolicyConfig
  at?: string | undefined
  priority: 'high' | 'low'
  unanswered: 'all' | string[]
}

export const simulationQuery = (input: SimulationInput) =>
  queryOptions({
    queryKey: topicKey('oncall', 'simulation', input),
    queryFn: () => api.post<SimulationView>('/simulations', input),
    placeholderData: (before: SimulationView | undefined) => before,
    retry: false,
    staleTime: 60_000,
  })

/** Names of all that steps can name, and who is behind them now. */
export function useDirectory(): Directory {
  const { data: users = [] } = useQuery(peopleQuery)
  const { data: teams = [] } = useQuery(teamsQuery)
  const { data: schedules } = useQuery(schedulesQuery)
  const { data: duties } = useQuery(onCallQuery())
  return { users, teams, schedules: schedules?.items ?? [], duties: duties?.items ?? [] }
}
