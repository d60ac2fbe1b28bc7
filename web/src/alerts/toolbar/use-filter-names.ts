import { useQuery } from '@tanstack/react-query'
import { namesOf } from '../../api/names.ts'
import type { Named } from '../../api/types.ts'
import type { AlertFilters, NarrowingName } from '../filters.ts'

export const thingsByFilter = {
  customer: namesOf.customers,
  service: namesOf.services,
  source: namesOf.sources,
  assignee: namesOf.users,
} as const
export type NamedFilter = keyof typeof thingsByFilter

/** The name of what a filter means; its key where the name is not known. */
export function useFilterNames(filters: AlertFilters): (name: NarrowingName, key: string) => string {
  const customers = useQuery({ ...namesOf.customers, enabled: filters.customer !== undefined }).data
  const services = useQuery({ ...namesOf.services, enabled: filters.service !== undefined }).data
  const sources = useQuery({ ...namesOf.sources, enabled: filters.source !== undefined }).data
  const people = useQuery({ ...namesOf.users, enabled: filters.assignee !== undefined && filters.assignee !== 'me' }).data
  const lists: Partial<Record<NarrowingName, Named[] | undefined>> = {
    customer: customers,
    service: services,
    source: sources,
    assignee: people,
  }
  return (name, key) => lists[name]?.find((one) => one.key === key)?.name ?? key
}
