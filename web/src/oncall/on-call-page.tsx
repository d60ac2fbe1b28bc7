import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { OnCallEntry } from '../api/types.ts'
import { useCustomerScope } from '../app/customer-scope.ts'
import { formatMoment } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useMay, useSession, useViewer } from '../app/session.ts'
import { useServing } from '../customers/use-serving.ts'
import { buttonStyle } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { CreateIcon, OnCallIcon, PersonIcon, WarningIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { stintOf } from './duty.ts'
import { filtered } from './overview/filter.ts'
import { Filters } from './overview/filters.tsx'
import { GapList } from './overview/gap-list.tsx'
import { MyShifts } from './overview/my-shifts.tsx'
import { onCallQuery } from './queries.ts'
import { WeekBar } from './week-bar.tsx'

export function OnCallPage() {
  const { t } = useText()
  const search = useSearch({ from: '/console/oncall' })
  const mayWrite = useMay('oncall.write')
  const query = useQuery(onCallQuery(search.at))
  const entries = query.data?.items ?? []
  const { customer } = useCustomerScope()
  const shown = filtered(entries, { ...search, customer }, useServing())
  return (
    <>
      <PageHeader title={t('oncall:title')} intro={t('oncall:intro')}>
        <Filters entries={entries} search={search} />
        {mayWrite && <NewScheduleLink />}
      </PageHeader>
      {query.isPending && <SkeletonRows rows={4} />}
      {query.isError && !query.data && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && (
        <EmptyState icon={OnCallIcon} title={t('oncall:empty.title')} text={t('oncall:empty.text')}>
          {mayWrite && <NewScheduleLink />}
        </EmptyState>
      )}
      <GapList schedules={new Set(shown.map((entry) => entry.schedule.key))} />
      {entries.length > 0 && shown.length === 0 && (
        <p className="px-4 py-6 text-ink-soft md:px-6">{t('oncall:filter.none')}</p>
      )}
      <ul className="border-t border-line">
        {shown.map((entry) => (
          <ScheduleRow key={entry.schedule.key} entry={entry} at={search.at} />
        ))}
      </ul>
      <MyShifts />
    </>
  )
}

function NewScheduleLink() {
  const { t } = useText()
  return (
    <Link to="/new/schedule" className={buttonStyle({ look: 'primary' })}>
      <CreateIcon />
      {t('oncall:new')}
    </Link>
  )
}

function ScheduleRow({ entry, at }: { entry: OnCallEntry; at: string | undefined }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  const { schedule, team, user } = entry
  const { until } = stintOf(entry)
  return (
    <li className="border-b border-line px-4 py-3 md:px-6">
      <div className="grid gap-x-6 gap-y-1 md:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)_minmax(0,0.8fr)_minmax(0,1fr)] md:items-center">
        <h2 className="font-medium">
          <Link to="/oncall/$key" params={{ key: schedule.key }} className="hover:underline">
            {schedule.name}
          </Link>
          {team && <span className="ml-2 font-normal text-ink-faint">{team.name}</span>}
        </h2>
        <OnDuty entry={entry} />
        {user && (
          <p className="text-ink-soft">
            <span className="text-ink-faint">{t('oncall:column.until')} </span>
            {until ? formatMoment(until, now, viewer) : t('oncall:noEnd')}
          </p>
        )}
        <p className={cn('text-ink-soft', !user && 'md:col-start-4')}>
          <Then entry={entry} now={now} />
        </p>
      </div>
      <WeekBar schedule={schedule} from={at ? Date.parse(at) : now} />
    </li>
  )
}

function Then({ entry, now }: { entry: OnCallEntry; now: number }) {
  const { t } = useText()
  const viewer = useViewer()
  const { follower } = stintOf(entry)
  // While nobody is on call, whoever comes next ends that.
  const coming = entry.user === null ? entry.next : follower.kind === 'person' ? follower : null
  if (!coming && follower.kind === 'unknown') return null
  const later = follower.kind === 'nobody' ? follower.later : null
  return (
    <>
      <span className="text-ink-faint">{t('oncall:column.next')} </span>
      {coming && `${coming.user.name}, ${formatMoment(coming.from, now, viewer)}`}
      {!coming &&
        later &&
        t('oncall:nobodyUntil', { from: formatMoment(later.from, now, viewer), name: later.user.name })}
      {!coming && !later && t('oncall:nextNobody')}
    </>
  )
}

function OnDuty({ entry: { user, origin } }: { entry: OnCallEntry }) {
  const { t } = useText()
  const session = useSession()
  if (!user) {
    return (
      <p className="flex items-center gap-1.5 font-medium text-triggered" title={t('oncall:nobodyText')}>
        <WarningIcon className="size-4 shrink-0" aria-hidden />
        {t('oncall:nobody')}
      </p>
    )
  }
  const marks = [
    user.key === session?.user.key && t('oncall:you'),
    origin === 'override' && t('oncall:override'),
  ].filter(Boolean)
  return (
    <p className="flex items-center gap-1.5 font-semibold">
      <PersonIcon className="size-4 shrink-0 text-ink-faint" aria-hidden />
      {user.name}
      {marks.length > 0 && <span className="font-normal text-ink-faint">({marks.join(', ')})</span>}
    </p>
  )
}
