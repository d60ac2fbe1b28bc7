import { queryOptions, useQueries } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import type { Named, Page } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

export type ServiceName = Named & { customer: string | null }

export interface Choices {
  policies: Named[]
  customers: Named[]
  services: ServiceName[]
}

/** More than these are found by searching, which the whole console brings. */
const limit = 200

const namesQuery = <Item extends Named>(path: string) =>
  queryOptions({
    queryKey: topicKey('setup', path),
    queryFn: () => api.get<Page<Item>>(path, { query: { limit } }),
  })

export const customersQuery = namesQuery<Named>('/customers')

/** What an alert can refer to; undefined until all of it is known. */
export function useChoices(enabled: boolean): Choices | undefined {
  const [policies, customers, services] = useQueries({
    queries: [
      { ...namesQuery<Named>('/escalation-policies'), enabled },
      { ...customersQuery, enabled },
      { ...namesQuery<ServiceName>('/services'), enabled },
    ],
  })
  if (!policies.data || !customers.data || !services.data) return undefined
  return { policies: policies.data.items, customers: customers.data.items, services: services.data.items }
}
