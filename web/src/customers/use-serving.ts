import { useQuery } from '@tanstack/react-query'
import { useCustomerScope } from '../app/customer-scope.ts'
import { useMay } from '../app/session.ts'
import { policiesQuery } from '../policies/queries.ts'
import { sourcesQuery } from '../sources/queries.ts'
import { servingOf, type Serving } from './serving.ts'

/** What is there for the customer that everything is narrowed to; undefined where nothing is narrowed, or may not be known. */
export function useServing(): Serving | undefined {
  const { customer } = useCustomerScope()
  const mayKnow = [useMay('sources.read'), useMay('oncall.read')].every(Boolean)
  const isAsked = customer !== undefined && mayKnow
  const { data: sources } = useQuery({ ...sourcesQuery, enabled: isAsked })
  const { data: policies } = useQuery({ ...policiesQuery, enabled: isAsked })
  return isAsked && sources && policies ? servingOf(customer, sources.items, policies.items) : undefined
}
