import { useQuery } from '@tanstack/react-query'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { Alert } from '../../api/types.ts'
import type { AlertFilters } from '../filters.ts'
import { alertHeadQuery, readAlertsAfter } from '../queries.ts'
import { listIdOf, readList, rememberList, useListState, writeList } from './list-store.ts'
import { withHead, withMore } from './list-state.ts'
import { compareIn, orderOf } from './order.ts'

const none: Alert[] = []

/** The rows of a list: the first page follows every change, the others come when `loadMore` is called. */
export function useAlertList(filters: AlertFilters, follow: boolean) {
  const id = listIdOf(filters)
  const state = useListState(id)
  const head = useQuery(alertHeadQuery(filters))
  const { data, dataUpdatedAt } = head
  useLayoutEffect(() => {
    rememberList(id, filters)
    if (data) writeList(id, withHead(readList(id), data, follow, compareIn(orderOf(filters))))
  }, [id, data, dataUpdatedAt, follow, filters])
  return { id, head, state, rows: state?.rows ?? none, more: useMore(id, filters) }
}

/** One page after the other, never two at once. */
function useMore(id: string, filters: AlertFilters) {
  const under = useRef<string>(undefined)
  const [failed, setFailed] = useState<{ id: string; error: unknown }>()
  const load = useCallback(async () => {
    const cursor = readList(id)?.nextCursor
    if (!cursor || under.current === id + cursor) return
    under.current = id + cursor
    setFailed(undefined)
    try {
      const page = await readAlertsAfter(filters, cursor)
      const now = readList(id)
      if (now?.nextCursor === cursor) writeList(id, withMore(now, page))
    } catch (error) {
      setFailed({ id, error })
    } finally {
      under.current = undefined
    }
  }, [id, filters])
  return { load, error: failed?.id === id ? failed.error : undefined }
}
