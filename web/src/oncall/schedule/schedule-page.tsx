import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { ScheduleView } from '../../../../contract/oncall.ts'
import { useMay, useSession } from '../../app/session.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { fromLocalInput } from '../local-input.ts'
import { wallAt } from '../override/consequence.ts'
import { OverrideDialog } from '../override/override-dialog.tsx'
import { scheduleQuery, shiftsQuery } from '../queries.ts'
import { planOfAnswer } from '../timeline/plan.ts'
import type { Span } from '../timeline/span.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { ScheduleHeader } from './header.tsx'
import { MoveBar } from './move-bar.tsx'
import { OverrideList } from './override-list.tsx'
import { namesIn } from './rules-of.ts'
import type { ScheduleSearch } from './search.ts'
import { useScheduleScene } from './use-scene.ts'

const ScheduleEditor = lazy(() =>
  import('../edit/schedule-editor.tsx').then((module) => ({ default: module.ScheduleEditor })),
)

/** One schedule: who is on call when, by which layer, and who stands in. */
export function SchedulePage() {
  const { key } = useParams({ from: '/console/oncall/$key' })
  const search = useSearch({ from: '/console/oncall/$key' })
  const query = useQuery(scheduleQuery(key))
  const mayWrite = useMay('oncall.write')
  if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows rows={8} />
  const schedule = query.data
  return (
    <>
      <ScheduleHeader schedule={schedule} search={search} />
      <div className="px-4 pb-8 md:px-6">
        <MoveBar schedule={key} search={search} />
        {search.edit && mayWrite ? (
          <Suspense fallback={<SkeletonRows rows={6} />}>
            <ScheduleEditor schedule={schedule} search={search} />
          </Suspense>
        ) : (
          <Shown schedule={schedule} search={search} />
        )}
      </div>
      <OpenOverride schedule={schedule} search={search} />
    </>
  )
}

/** Opens and closes the form of an override by the address. */
function useOverrideLink(schedule: string, search: ScheduleSearch) {
  const navigate = useNavigate()
  const { override: _override, from: _from, to: _to, who: _who, ...rest } = search
  return (part: Pick<ScheduleSearch, 'override' | 'from' | 'to' | 'who'>) =>
    void navigate({ to: '/oncall/$key', params: { key: schedule }, search: { ...rest, ...part }, replace: true })
}

function Shown({ schedule, search }: { schedule: ScheduleView; search: ScheduleSearch }) {
  const mayTake = useMay('oncall.take')
  const open = useOverrideLink(schedule.key, search)
  const local = (ms: number) => wallAt(ms, schedule.timezone)
  const choose = (span: Span) => open({ override: 'new', from: local(span.from), to: local(span.to) })
  const change = (at: number) => {
    const found = schedule.overrides.find((one) => covers(one, at, schedule.timezone))
    if (found) open({ override: found.id })
  }
  const scene = useScheduleScene({
    search,
    zone: schedule.timezone,
    people: namesIn(schedule).keys(),
    onChoose: mayTake ? choose : undefined,
    onOverride: mayTake ? change : undefined,
  })
  const { span } = scene
  const query = useQuery(shiftsQuery(schedule.key, new Date(span.from).toISOString(), new Date(span.to).toISOString()))
  if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  return (
    <>
      {query.data ? (
        <Timeline plan={planOfAnswer(query.data)} scene={scene} label={schedule.name} />
      ) : (
        <SkeletonRows rows={schedule.layers.length + 2} />
      )}
      <div className="mt-6">
        <OverrideList schedule={schedule} onOpen={(id) => open({ override: id })} />
      </div>
    </>
  )
}

const covers = ({ from, to }: { from: string; to: string }, at: number, zone: string) =>
  Date.parse(fromLocalInput(from, zone) ?? '') <= at + 60_000 &&
  at < Date.parse(fromLocalInput(to, zone) ?? '') + 3_600_000

function OpenOverride({ schedule, search }: { schedule: ScheduleView; search: ScheduleSearch }) {
  const session = useSession()
  const mayTake = useMay('oncall.take')
  const mayForAll = useMay('oncall.write')
  const open = useOverrideLink(schedule.key, search)
  if (search.override === undefined || !mayTake) return null
  const override = schedule.overrides.find((one) => one.id === search.override)
  if (!override && search.override !== 'new') return null
  const me = session?.user.key ?? ''
  const initial = override
    ? { user: override.user.key, from: override.from, to: override.to }
    : { user: mayForAll ? (search.who ?? '') : me, from: search.from ?? '', to: search.to ?? '' }
  return (
    <OverrideDialog
      key={`${search.override} ${initial.from} ${initial.to}`}
      schedule={schedule}
      override={override}
      initial={initial}
      onClose={() => open({})}
    />
  )
}
