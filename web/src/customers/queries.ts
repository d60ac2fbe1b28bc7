import { queryOptions } from '@tanstack/react-query'
import type { CustomerConfig } from '../../../contract/config/organization.ts'
import { api } from '../api/client.ts'
import { readAll } from '../api/names.ts'
import type { Alert, Page } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

/** A customer as everybody may see it. */
export interface Customer {
  id: string
  key: string
  name: string
  tier: string | null
  supportHours: NonNullable<CustomerConfig['supportHours']> | null
}

export const customersQuery = queryOptions({
  queryKey: topicKey('setup', 'customers'),
  queryFn: () => readAll<Customer>('/customers'),
})

const counted = 200

/** The newest open alerts, to be counted by what they are about; `more`: there are further ones. */
export const openAlertsQuery = (of: { customer?: string; service?: string } = {}) =>
  queryOptions({
    queryKey: topicKey('alerts', 'open', of),
    queryFn: () => api.get<Page<Alert>>('/alerts', { query: { status: 'open', limit: counted, ...of } }),
    select: ({ items, nextCursor }) => ({ items, more: Boolean(nextCursor) }),
  })
