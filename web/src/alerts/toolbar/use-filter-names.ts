import { useQuery } from '@tanstack/react-query'
import { namesOf } from '../../api/names.ts'
import type { Named } from '../../api/types.ts'
import type { AlertFilters, NarrowingName } from '../filters.ts'

export type NamedFilter = 'customer' | 'service' | 'source' | 'assignee'

/** Everything that this filter can mean. */
export function useNames(name: NamedFilter): { data: Named[] | undefined } {
  const customers = useQuery({ ...namesOf.customers, enabled: name === 'customer' }).data
  const services = useQuery({ ...namesOf.services, enabled: name === 'service' }).data
  const sources = useQuery({ ...namesOf.sources, enabled: name === 'source' }).data
  const people = useQuery({ ...namesOf.users, enabled: name === 'assignee' }).data
  return { data: { customer: customers, service: services, source: sources, assignee: people }[name] }
}

/** The name of what a filter means; its key where the name is not known. */
export function useFilterNames(filters: AlertFilters): (name: NarrowingName, key: string) => string {
  const customers = useQuery({ ...namesOf.customers, enabled: filters.customer !== undefined }).data
  const services = useQuery({ ...namesOf.services, enabled: filters.service !== undefined }).data
  const sources = useQuery({ ...namesOf.sources, enabled: filters.source !== undefined }).data
  const people = useQuery({
    ...namesOf.users,
    enabled: filters.assignee !== undefined && filters.assignee !== 'me',
  }).data
  const lists: Partial<Record<NarrowingName, Named[] | undefined>> = {
    customer: customers,
    service: services,
    source: sources,
    assignee: people,
  }
  return (name, key) => lists[name]?.find((one) => one.key === key)?.name ?? key
}
