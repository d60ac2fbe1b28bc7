import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Source } from '../api/types.ts'
import { named } from '../alerts/timeline/sentence.ts'
import { formatNumber } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { cn } from '../ui/class-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { SourcesIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { Moment } from '../ui/time.tsx'
import { sourcesQuery } from './queries.ts'

const columns =
  'md:grid md:grid-cols-[minmax(10rem,1.2fr)_minmax(9rem,1fr)_minmax(9rem,0.8fr)_9rem_7.5rem] md:items-center md:gap-x-4'

export function SourcesPage() {
  const { t } = useText()
  const query = useQuery(sourcesQuery)
  const column = (name: 'name' | 'type' | 'last' | 'events' | 'open') => t(`sources:column.${name}`)
  return (
    <>
      <PageHeader title={t('sources:title')} intro={t('sources:intro')} />
      {query.isPending && <SkeletonRows />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && (
        <EmptyState icon={SourcesIcon} title={t('sources:empty.title')} text={t('sources:empty.text')} />
      )}
      {query.data && query.data.items.length > 0 && (
        <div aria-hidden className={cn('hidden border-b border-line px-6 py-1 text-small text-ink-faint', columns)}>
          <span>{column('name')}</span>
          <span>{column('type')}</span>
          <span>{column('last')}</span>
          <span className="text-right">{column('events')}</span>
          <span className="text-right">{column('open')}</span>
        </div>
      )}
      <ul>
        {query.data?.items.map((source) => (
          <SourceRow key={source.key} source={source} />
        ))}
      </ul>
    </>
  )
}

function SourceRow({ source }: { source: Source }) {
  const { t, has, language } = useText()
  return (
    <li className={cn('row-height relative border-b border-line px-4 hover:bg-hover max-md:py-3 md:px-6', columns)}>
      <Link
        to="/sources/$key"
        params={{ key: source.key }}
        className="truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent max-md:block"
      >
        {source.name}
        {!source.enabled && <span className="ml-2 text-small font-normal text-ink-faint">{t('sources:disabled')}</span>}
      </Link>
      <span className="block truncate text-ink-soft">{named('sources:type', source.type, has, t)}</span>
      <span className="truncate text-ink-soft">
        {source.lastEventAt ? (
          <Moment at={source.lastEventAt} />
        ) : (
          !source.builtIn && <span className="text-ink-faint">{t('sources:waiting')}</span>
        )}
      </span>
      <span
        className="text-right text-ink-soft max-md:hidden"
        title={t('sources:eventsCount', { count: source.eventsLast24h })}
      >
        {formatNumber(source.eventsLast24h, language)}
      </span>
      <span className="relative text-right max-md:ml-3">
        <OpenAlerts source={source} />
      </span>
    </li>
  )
}

/** Every number leads to what it counts. */
function OpenAlerts({ source }: { source: Source }) {
  const { t, language } = useText()
  if (source.openAlerts === 0) return <span className="text-ink-faint max-md:hidden">0</span>
  return (
    <Link
      to="/alerts"
      search={{ source: source.key }}
      aria-label={t('sources:openCount', { count: source.openAlerts })}
      className="font-medium text-accent underline"
    >
      <span className="max-md:hidden">{formatNumber(source.openAlerts, language)}</span>
      <span className="md:hidden">{t('sources:openCount', { count: source.openAlerts })}</span>
    </Link>
  )
}
