import { queryOptions } from '@tanstack/react-query'
import { readAll } from '../api/names.ts'
import { topicKey } from '../app/query.ts'

export type Criticality = 'low' | 'medium' | 'high'

export interface Service {
  id: string
  key: string
  name: string
  customer: string | null
  customerName: string | null
  criticality: Criticality
  /** The keys of the services that this one stands on. */
  dependsOn: string[]
}

export const servicesQuery = queryOptions({
  queryKey: topicKey('setup', 'services'),
  queryFn: () => readAll<Service>('/services'),
})
