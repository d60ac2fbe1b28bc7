import { queryOptions, useQuery } from '@tanstack/react-query'
import type { SavedView } from '../../../../contract/alert-list.ts'
import { api } from '../../api/client.ts'
import type { Page } from '../../api/types.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { readFilters, type AlertFilters } from '../filters.ts'
import { listIdOf } from '../list/list-store.ts'

export const viewsQuery = queryOptions({
  queryKey: topicKey('me', 'alert-views'),
  queryFn: () => api.get<Page<SavedView>>('/alert-views'),
  staleTime: 60_000,
})

export const readViewsAgain = () => queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })

/** The filters of a view, as the address has them. */
export function filtersOf(view: Pick<SavedView, 'filters'>): AlertFilters {
  return readFilters({ status: 'open', ...view.filters })
}

/** The view that is looked at just now. */
export function useCurrentView(filters: AlertFilters): SavedView | undefined {
  const { data } = useQuery(viewsQuery)
  const id = listIdOf({ status: 'open', ...filters })
  return data?.items.find((view) => listIdOf(filtersOf(view)) === id)
}
