import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Counted } from '../../../../contract/alert-list.ts'
import { formatNumber } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { cn } from '../../ui/class-names.ts'
import { alertTabs, withoutEmpty, type AlertFilters, type AlertTab } from '../filters.ts'
import { alertCountsQuery } from '../queries.ts'

/** By state, with what each holds; what is over is not counted. */
export function TabLinks({ filters }: { filters: AlertFilters }) {
  const { t } = useText()
  const { data } = useQuery(alertCountsQuery(filters))
  const current = filters.status ?? 'open'
  return (
    <nav
      aria-label={t('alerts:list.views')}
      className="flex min-w-0 rounded-md border border-line bg-sunken p-0.5 max-md:flex-1 max-md:overflow-x-auto"
    >
      {alertTabs.map((tab) => (
        <Link
          key={tab}
          to="/alerts"
          search={withoutEmpty({ ...filters, status: tab })}
          aria-current={current === tab ? 'page' : undefined}
          className={cn(
            'flex min-h-6.5 items-center gap-1.5 rounded px-2.5 whitespace-nowrap text-ink-soft hover:text-ink max-md:min-h-9.5 max-md:flex-1 max-md:justify-center max-md:px-1.5 max-md:text-small',
            current === tab && 'bg-surface font-medium text-ink shadow-[0_0_0_1px_var(--line)]',
          )}
        >
          {t(`alerts:list.view.${tab}`)}
          <TabCount counted={countedOf(tab, data)} />
        </Link>
      ))}
    </nav>
  )
}

function countedOf(tab: AlertTab, counts: Record<'open' | 'triggered' | 'acknowledged', Counted> | undefined) {
  return tab === 'resolved' || tab === 'all' ? undefined : counts?.[tab]
}

/** Holds its place while it is counted, so that no tab moves. */
function TabCount({ counted }: { counted: Counted | undefined }) {
  const { language } = useText()
  if (!counted || counted.count === 0) return null
  return (
    <span className="text-small font-normal text-ink-faint tabular-nums max-md:hidden">
      {formatNumber(counted.count, language)}
      {counted.more && '+'}
    </span>
  )
}
