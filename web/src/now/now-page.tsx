import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import type { AlertFilters } from '../alerts/filters.ts'
import { alertCountsQuery, alertHeadQuery } from '../alerts/queries.ts'
import type { Alert } from '../api/types.ts'
import { useCustomerScope } from '../app/customer-scope.ts'
import { useText, withTexts } from '../app/i18n.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { usePageTitle } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { Calm } from './calm.tsx'
import { NowAlerts } from './now-alerts.tsx'
import { Summary } from './summary.tsx'

const WelcomeHint = lazy(() => withTexts(import('../welcome/welcome-hint.tsx')))
const Beside = lazy(() => withTexts(import('./beside.tsx')))

const none: Alert[] = []

/** The place one looks at 3 a.m.: what calls, who has it, what happens next, who is there, and whether Pikett itself works. */
export function NowPage() {
  const { t } = useText()
  usePageTitle(t('now:title'))
  const { customer } = useCustomerScope()
  const filters = useMemo<AlertFilters>(
    () => ({ status: 'open', sort: 'urgency', ...(customer ? { customer } : {}) }),
    [customer],
  )
  const open = useQuery(alertHeadQuery(filters))
  const counts = useQuery(alertCountsQuery(filters))
  const alerts = open.data?.items ?? none
  return (
    <div className="mx-auto max-w-7xl xl:grid xl:grid-cols-[minmax(0,1fr)_18rem] 2xl:grid-cols-[minmax(0,1fr)_22rem] xl:items-start xl:gap-8">
      <div className="min-w-0">
        <Summary counts={counts.data} />
        {open.isPending && <SkeletonRows rows={6} />}
        {open.isError && !open.data && <LoadFailed error={open.error} onRetry={() => void open.refetch()} />}
        {open.data && alerts.length === 0 && <Calm quietSince={counts.data?.quietSince ?? null} />}
        {alerts.length > 0 && <NowAlerts alerts={alerts} counts={counts.data} />}
      </div>
      <div className="grid gap-x-8 px-4 max-xl:mt-4 md:grid-cols-2 md:px-6 xl:grid-cols-1 xl:pt-4 xl:pl-0">
        <Suspense>
          <WelcomeHint />
        </Suspense>
        <Suspense>
          <Beside alerts={alerts} />
        </Suspense>
      </div>
    </div>
  )
}
