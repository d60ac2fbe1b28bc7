import { queryOptions } from '@tanstack/react-query'
import type { RulesView } from '../../../contract/people.ts'
import { api } from '../api/client.ts'
import type { Contact, Page } from '../api/types.ts'
import { queryClient, topicKey } from '../app/query.ts'

export const contactsQuery = queryOptions({
  queryKey: topicKey('me', 'contacts'),
  queryFn: () => api.get<Page<Contact>>('/me/contacts'),
})

export const rulesQuery = queryOptions({
  queryKey: topicKey('me', 'rules'),
  queryFn: () => api.get<RulesView>('/me/notification-rules'),
})

export const readMeAgain = () => queryClient.invalidateQueries({ queryKey: topicKey('me') })
