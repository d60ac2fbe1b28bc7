import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../app/i18n.ts'
import { openAlertsQuery } from './queries.ts'

export interface OpenCounts {
  byKey: ReadonlyMap<string, number>
  /** Only the newest were counted. */
  more: boolean
}

/** How many open alerts are about each customer or service. */
export function useOpenBy(what: 'customer' | 'service'): OpenCounts | undefined {
  const { data } = useQuery(openAlertsQuery())
  if (!data) return undefined
  const byKey = new Map<string, number>()
  for (const alert of data.items) {
    const key = alert[what]
    if (key !== null) byKey.set(key, (byKey.get(key) ?? 0) + 1)
  }
  return { byKey, more: data.more }
}

interface OpenCountProps {
  counts: OpenCounts | undefined
  itemKey: string
  search: { customer?: string; service?: string }
}

/** Every number leads to what it counts. */
export function OpenCount({ counts, itemKey, search }: OpenCountProps) {
  const { t } = useText()
  const count = counts?.byKey.get(itemKey) ?? 0
  if (!counts || count === 0) return <span className="text-ink-faint max-md:hidden">{counts ? '0' : ''}</span>
  const label = t('sources:openCount', { count })
  return (
    <Link
      to="/alerts"
      search={search}
      className="inline-flex min-h-6 items-center font-medium text-accent underline max-md:min-h-11"
      aria-label={label}
    >
      <span className="max-md:hidden">
        {count}
        {counts.more && '+'}
      </span>
      <span className="md:hidden">{label}</span>
    </Link>
  )
}
