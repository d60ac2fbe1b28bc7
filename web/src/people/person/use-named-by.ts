import { useQuery } from '@tanstack/react-query'
import { schedulesQuery } from '../../oncall/queries.ts'
import { policiesQuery } from '../../policies/queries.ts'
import { namedBy, type NamedBy } from '../named-by.ts'
import { allTeamsQuery } from '../queries.ts'

/** What of the set-up counts on a person, as far as it has been read. */
export function useNamedBy(key: string): NamedBy {
  const { data: teams = [] } = useQuery(allTeamsQuery)
  const { data: schedules } = useQuery(schedulesQuery)
  const { data: policies } = useQuery(policiesQuery)
  return namedBy(key, { teams, schedules: schedules?.items ?? [], policies: policies?.items ?? [] })
}
