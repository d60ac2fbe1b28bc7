import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { OverrideView } from '../../../../contract/oncall.ts'
import { differences, gaps } from '../../../../rules/oncall/index.ts'
import type { Schedule } from '../../../../rules/oncall/index.ts'
import { formatLength } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { DoneIcon, WarningIcon } from '../../ui/icons.ts'
import { DifferenceList } from '../difference-list.tsx'
import { peopleQuery } from '../queries.ts'
import type { ScheduleSearch } from '../schedule/search.ts'
import { useScheduleScene } from '../schedule/use-scene.ts'
import { planOfSchedule } from '../timeline/plan.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { scheduleOfDraft, type Draft } from './draft.ts'

interface PreviewProps {
  draft: Draft
  /** As it stands now; undefined: there is none yet. */
  before: Schedule | undefined
  overrides: readonly OverrideView[]
  search: ScheduleSearch
  names: ReadonlyMap<string, string>
}

const hour = 3_600_000

/** What the draft comes to, by the rules that page: the timeline, what changes against now, and the gaps. */
export function Preview({ draft, before, overrides, search, names }: PreviewProps) {
  const { t } = useText()
  const { data: people = [] } = useQuery(peopleQuery)
  const schedule = scheduleOfDraft(useDeferredValue(draft), overrides)
  const nameByKey = new Map([...people.map(({ key, name }) => [key, name] as const), ...names])
  const nameOf = (key: string) => nameByKey.get(key) ?? key
  const inIt = schedule ? [...schedule.layers.flatMap((layer) => layer.userIds), ...names.keys()] : names.keys()
  const zone = draft.timezone
  const scene = useScheduleScene({ search, zone, people: inIt, onChoose: undefined, onOverride: undefined })
  if (!schedule)
    return (
      <p className="rounded-md border border-dashed border-line-strong p-6 text-ink-soft">
        {t('schedule:preview.incomplete')}
      </p>
    )
  return (
    <section aria-label={t('schedule:preview.title')} className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-16">
      <Timeline plan={planOfSchedule(schedule, scene.span, nameOf)} scene={scene} label={t('schedule:preview.title')} />
      <Gaps schedule={schedule} now={scene.now} />
      {before && <Changes before={before} after={schedule} now={scene.now} nameOf={nameOf} zone={zone} />}
    </section>
  )
}

const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

function Gaps({ schedule, now }: { schedule: Schedule; now: number }) {
  const { t, language } = useText()
  const list = gaps(schedule, at(now), at(now + 14 * 24 * hour))
  const seconds = list.reduce((sum, gap) => sum + gap.to.since(gap.from).total('seconds'), 0)
  if (list.length === 0) {
    return (
      <p className="flex items-center gap-1.5 text-resolved">
        <DoneIcon className="size-4 shrink-0" aria-hidden />
        {t('schedule:preview.noGap')}
      </p>
    )
  }
  return (
    <p className="flex items-center gap-1.5 font-medium text-triggered">
      <WarningIcon className="size-4 shrink-0" aria-hidden />
      {t('schedule:preview.gaps', { count: list.length, length: formatLength(seconds, language) })}
    </p>
  )
}

interface ChangesProps {
  before: Schedule
  after: Schedule
  now: number
  nameOf: (key: string) => string
  zone: string
}

function Changes({ before, after, now, nameOf, zone }: ChangesProps) {
  const { t } = useText()
  const list = differences(before, after, at(now), at(now + 28 * 24 * hour))
  return (
    <div aria-live="polite">
      <h3 className="mb-1 font-semibold">{t('schedule:preview.changes')}</h3>
      {list.length === 0 ? (
        <p className="text-ink-soft">{t('schedule:preview.noChange')}</p>
      ) : (
        <DifferenceList list={list} nameOf={nameOf} zone={zone} atMost={8} />
      )}
    </div>
  )
}
