import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Heartbeat } from '../api/types.ts'
import { useCustomerScope } from '../app/customer-scope.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { SearchBox } from '../setup/page-parts.tsx'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { CreateIcon, HeartbeatsIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { Moment } from '../ui/time.tsx'
import { shownHeartbeats } from './list-view.ts'
import { heartbeatsQuery } from './queries.ts'
import { Agreed, Expected, HeartbeatState, RunStrip } from './state.tsx'
import { useSourcesOf } from './use-sources-of.ts'

export function HeartbeatsPage() {
  const { t, language } = useText()
  const { q = '' } = useSearch({ from: '/console/heartbeats' })
  const { customer } = useCustomerScope()
  const sources = useSourcesOf(customer)
  const query = useQuery(heartbeatsQuery)
  const shown = query.data && shownHeartbeats(query.data, q, sources, language)
  return (
    <>
      <PageHeader title={t('heartbeats:title')} intro={t('heartbeats:intro')}>
        {query.data && query.data.length > 0 && <AddLink />}
      </PageHeader>
      {query.isPending && <SkeletonRows />}
      {query.isError && !query.data && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <EmptyState icon={HeartbeatsIcon} title={t('heartbeats:empty.title')} text={t('heartbeats:empty.text')}>
          <AddLink />
        </EmptyState>
      )}
      {query.data && query.data.length > 8 && <Search />}
      {shown && shown.length > 0 && <ColumnHead />}
      <ul className="border-t border-line">
        {shown?.map((heartbeat) => (
          <HeartbeatRow key={heartbeat.key} heartbeat={heartbeat} />
        ))}
      </ul>
      {shown?.length === 0 && query.data && query.data.length > 0 && (
        <EmptyState icon={HeartbeatsIcon} title={t('setup:noneFits.title')} text={t('setup:noneFits.text')} />
      )}
    </>
  )
}

function AddLink() {
  const { t } = useText()
  if (!useMay('config.write')) return null
  return (
    <Link to="/heartbeats/new" className={buttonStyle({ look: 'primary' })}>
      <CreateIcon aria-hidden />
      {t('heartbeats:add')}
    </Link>
  )
}

function Search() {
  const { t } = useText()
  const { q = '' } = useSearch({ from: '/console/heartbeats' })
  const navigate = useNavigate()
  const change = (text: string) =>
    void navigate({ to: '/heartbeats', search: (before) => ({ ...before, q: text || undefined }), replace: true })
  return (
    <div className="px-4 pb-3 md:px-6">
      <SearchBox label={t('heartbeats:search')} value={q} onChange={change} />
    </div>
  )
}

/** Between phone and wide desk there is no room for what the heartbeat's own page says at once. */
const columns =
  'md:grid-cols-[9.5rem_minmax(0,1.2fr)_7.5rem_minmax(0,0.9fr)] md:px-6 xl:grid-cols-[11.5rem_minmax(0,1.2fr)_minmax(0,1fr)_7.5rem_minmax(0,0.9fr)_10rem]'
const wideOnly = 'md:max-xl:hidden'

/** For the eye only; each row says by itself what it holds. */
function ColumnHead() {
  const { t } = useText()
  return (
    <div aria-hidden className={`hidden gap-x-4 py-1 text-small text-ink-faint md:grid ${columns}`}>
      {(['status', 'name', 'every', 'last', 'expected', 'runs'] as const).map((name) => (
        <span key={name} className={`truncate ${name === 'every' || name === 'runs' ? wideOnly : ''}`}>
          {t(`heartbeats:column.${name}`)}
        </span>
      ))}
    </div>
  )
}

function HeartbeatRow({ heartbeat }: { heartbeat: Heartbeat }) {
  const { t } = useText()
  return (
    <li
      className={`row-height relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 border-b border-line px-4 py-1 hover:bg-hover max-md:py-2.5 ${columns}`}
    >
      <span className="max-md:order-3">
        <HeartbeatState status={heartbeat.status} bare />
      </span>
      <Link
        to="/heartbeats/$key"
        params={{ key: heartbeat.key }}
        className="min-w-0 truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        {heartbeat.name}
      </Link>
      <span className="truncate text-ink-soft max-xl:hidden">
        <Agreed heartbeat={heartbeat} />
      </span>
      <span className="truncate text-ink-soft max-md:hidden">
        {heartbeat.lastPingAt ? <Moment at={heartbeat.lastPingAt} /> : t('common:time.never')}
      </span>
      <span className="relative truncate text-ink-soft max-md:order-4 max-md:justify-self-end">
        <Expected heartbeat={heartbeat} />
      </span>
      <span className={`max-md:justify-self-end ${wideOnly}`}>
        <RunStrip runs={heartbeat.recent} />
      </span>
    </li>
  )
}
