import { queryOptions } from '@tanstack/react-query'
import type { MaintenanceView } from '../../../contract/maintenance.ts'
import { api } from '../api/client.ts'
import { readAll } from '../api/names.ts'
import type { Alert, Page } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

export type MaintenanceWindow = MaintenanceView

export const windowsQuery = queryOptions({
  queryKey: topicKey('maintenance', 'list'),
  queryFn: () => readAll<MaintenanceWindow>('/maintenance-windows'),
})

export const windowQuery = (key: string) =>
  queryOptions({
    queryKey: topicKey('maintenance', 'one', key),
    queryFn: () => api.get<MaintenanceWindow>(`/maintenance-windows/${encodeURIComponent(key)}`),
  })

export const occurrencesQuery = (key: string) =>
  queryOptions({
    queryKey: topicKey('maintenance', 'occurrences', key),
    queryFn: () =>
      api.get<Page<{ from: string; to: string }>>(`/maintenance-windows/${encodeURIComponent(key)}/occurrences`, {
        query: { limit: 5 },
      }),
  })

/** The open alerts that maintenance holds back now; each says which window. */
export const heldQuery = queryOptions({
  queryKey: topicKey('alerts', 'held by maintenance'),
  queryFn: () => api.get<Page<Alert>>('/alerts', { query: { status: 'open', held: 'maintenance', limit: 200 } }),
})
