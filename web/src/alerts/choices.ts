import { useQueries } from '@tanstack/react-query'
import { namesOf } from '../api/names.ts'
import type { Named } from '../api/types.ts'

export type ServiceName = Named & { customer: string | null }

export interface Choices {
  policies: Named[]
  customers: Named[]
  services: ServiceName[]
}

/** What an alert can refer to; undefined until all of it is known. */
export function useChoices(enabled: boolean): Choices | undefined {
  const [policies, customers, services] = useQueries({
    queries: [
      { ...namesOf.policies, enabled },
      { ...namesOf.customers, enabled },
      { ...namesOf.services, enabled },
    ],
  })
  if (!policies.data || !customers.data || !services.data) return undefined
  return { policies: policies.data, customers: customers.data, services: services.data }
}
