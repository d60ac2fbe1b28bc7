import { queryOptions } from '@tanstack/react-query'
import type { LookupTableView } from '../../../contract/event-rules.ts'
import { api } from '../api/client.ts'
import type { Page } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

/** A hundred are the most that an organization can have. */
export const lookupTablesQuery = queryOptions({
  queryKey: topicKey('setup', 'lookup-tables'),
  queryFn: () => api.get<Page<LookupTableView>>('/lookup-tables', { query: { limit: 200 } }),
})
