import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatNumber } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { withoutEmpty, type AlertFilters, type Grouping } from '../filters.ts'
import { alertCountsQuery } from '../queries.ts'

interface GroupHeadingProps {
  by: Grouping
  heading: { key: string | null; name: string | null }
  filters: AlertFilters
}

/** Whose alerts follow, and how many are open; leads to them alone. */
export function GroupHeading({ by, heading: { key, name }, filters }: GroupHeadingProps) {
  const { t } = useText()
  return (
    <div className="flex min-h-9 items-center gap-3 border-b border-line bg-sunken px-4 md:px-6">
      <h2 className="truncate font-semibold">{name ?? t(`alerts:list.without.${by}`)}</h2>
      {key !== null && <Open by={by} id={key} filters={filters} />}
      {key !== null && (
        <Link
          to="/alerts"
          search={withoutEmpty({ status: 'open', ...filters, by: undefined, [by]: key })}
          className="ml-auto text-small text-ink-soft underline hover:text-ink"
        >
          {t('alerts:list.onlyThese')}
        </Link>
      )}
    </div>
  )
}

function Open({ by, id, filters }: { by: Grouping; id: string; filters: AlertFilters }) {
  const { t, language } = useText()
  const { placeholderData: _placeholder, ...query } = alertCountsQuery({ ...filters, [by]: id })
  const { data } = useQuery(query)
  if (!data) return null
  const { count, more } = data.open
  return (
    <span className="text-small whitespace-nowrap text-ink-faint tabular-nums">
      {t('alerts:list.openCount', { count, number: `${formatNumber(count, language)}${more ? '+' : ''}` })}
    </span>
  )
}
