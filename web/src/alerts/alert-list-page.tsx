import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useText } from '../app/i18n.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import type { AlertFilters } from './filters.ts'
import { AlertList } from './list/alert-list.tsx'
import { FilterChips } from './toolbar/filter-chips.tsx'
import { Toolbar } from './toolbar/toolbar.tsx'
import { filtersOf, viewsQuery } from './views/queries.ts'

export function AlertListPage() {
  const { t } = useText()
  const filters = useSearch({ from: '/console/alerts' })
  const isViewUnknown = useDefaultView(filters)
  const [is, set] = useState(false)
  return (
    <>
      <PageHeader title={t('alerts:list.title')} isHiddenOnPhone>
        <Toolbar filters={filters} choosing={{ is, set }} />
      </PageHeader>
      <FilterChips filters={filters} />
      {isViewUnknown ? (
        <SkeletonRows rows={12} />
      ) : (
        <AlertList key={JSON.stringify(filters)} filters={filters} choosing={{ is, set }} />
      )}
    </>
  )
}

/** An address without filters is the view that the person begins with; true while that is not known. */
function useDefaultView(filters: AlertFilters): boolean {
  const navigate = useNavigate()
  const { customer, ...chosenHere } = filters
  const isBare = Object.keys(chosenHere).length === 0
  const { data, isPending } = useQuery({ ...viewsQuery, enabled: isBare })
  const chosen = isBare ? data?.items.find((view) => view.isDefault) : undefined
  useEffect(() => {
    if (chosen)
      void navigate({
        to: '/alerts',
        search: { ...(customer ? { customer } : {}), ...filtersOf(chosen) },
        replace: true,
      })
  }, [chosen, navigate, customer])
  return isBare && (isPending || chosen !== undefined)
}
