import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatMoment, formatTimeOfDay } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useMay, useViewer } from '../app/session.ts'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { CreateIcon, MaintenanceIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { byState, heldBy } from './list-view.ts'
import { heldQuery, windowsQuery, type MaintenanceWindow } from './queries.ts'
import { useBelongings } from './use-belongings.ts'
import { useScopeText, useTimesText } from './words.ts'

/** Now, coming and past. */
export function MaintenancePage() {
  const { t } = useText()
  const belongings = useBelongings()
  const { data, error, refetch, isPending } = useQuery(windowsQuery)
  return (
    <>
      <PageHeader title={t('maintenance:title')} intro={t('maintenance:intro')}>
        {data && data.length > 0 && <AddLink />}
      </PageHeader>
      {isPending && <SkeletonRows />}
      {error && !data && <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <EmptyState icon={MaintenanceIcon} title={t('maintenance:empty.title')} text={t('maintenance:empty.text')}>
          <AddLink />
        </EmptyState>
      )}
      <div className="px-4 md:px-6">
        {data &&
          data.length > 0 &&
          byState(data, belongings).map(({ state, items }) => (
            <Section key={state} title={t(`maintenance:state.${state}`)}>
              {items.length === 0 && <p className="text-ink-soft">{t(`maintenance:none.${state}`)}</p>}
              <ul>
                {items.map((window) => (
                  <WindowRow key={window.key} window={window} />
                ))}
              </ul>
            </Section>
          ))}
      </div>
    </>
  )
}

function AddLink() {
  const { t } = useText()
  if (!useMay('maintenance.write')) return null
  return (
    <Link to="/maintenance/new" className={buttonStyle({ look: 'primary' })}>
      <CreateIcon aria-hidden />
      {t('maintenance:add')}
    </Link>
  )
}

function WindowRow({ window }: { window: MaintenanceWindow }) {
  const { t } = useText()
  const times = useTimesText()
  const scope = useScopeText()
  const { data } = useQuery({ ...heldQuery, enabled: window.state === 'active' })
  const held = data ? heldBy(data.items, window.key).length : 0
  return (
    <li className="row-height relative grid items-center gap-x-4 border-b border-line py-2 last:border-b-0 hover:bg-hover md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_minmax(0,1fr)]">
      <Link
        to="/maintenance/$key"
        params={{ key: window.key }}
        className="min-w-0 truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        {window.name}
      </Link>
      <span className="text-ink-soft">
        {times(window)}
        <When window={window} />
      </span>
      <span className="min-w-0 text-ink-soft">
        {scope(window)}
        {held > 0 && <span className="block text-maintenance">{t('maintenance:waiting', { count: held })}</span>}
      </span>
    </li>
  )
}

/** When it ends, or when it comes next, on the viewer's clock. */
function When({ window }: { window: MaintenanceWindow }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  const { current, next } = window
  if (current) {
    return (
      <span className="block font-medium text-maintenance">
        {t('maintenance:until', { time: formatMoment(current.to, now, viewer) })}
      </span>
    )
  }
  if (!next) return null
  const value = { from: formatMoment(next.from, now, viewer), to: formatTimeOfDay(next.to, viewer) }
  return <span className="block">{t('maintenance:next', value)}</span>
}
