import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { GapView } from '../../../../contract/oncall.ts'
import { formatNames } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useViewer } from '../../app/session.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { WarningIcon } from '../../ui/icons.ts'
import { gapsQuery } from '../queries.ts'
import { dateAt } from '../timeline/span.ts'
import { spanInZones } from '../words.ts'

const days = 14
const shownAtOnce = 3

/** When nobody is on call in the next two weeks, and what that means for an alert. */
export function GapList({ schedules }: { schedules: ReadonlySet<string> }) {
  const { t } = useText()
  const { data } = useQuery(gapsQuery(days))
  const gaps = (data?.items ?? []).filter((gap) => schedules.has(gap.schedule.key))
  if (gaps.length === 0) return null
  const rest = gaps.slice(shownAtOnce)
  return (
    <section
      aria-label={t('oncall:gaps.title')}
      className="mx-4 mb-4 rounded-md border border-triggered-line bg-triggered-soft px-3 py-2 md:mx-6"
    >
      <h2 className="flex items-center gap-1.5 font-semibold text-triggered">
        <WarningIcon className="size-4 shrink-0" aria-hidden />
        {t('oncall:gaps.count', { count: gaps.length })}
      </h2>
      <GapLines gaps={gaps.slice(0, shownAtOnce)} />
      {rest.length > 0 && (
        <Disclosure summary={t('oncall:gaps.more', { count: rest.length })}>
          <GapLines gaps={rest} />
        </Disclosure>
      )}
    </section>
  )
}

function GapLines({ gaps }: { gaps: GapView[] }) {
  return (
    <ul>
      {gaps.map((gap) => (
        <GapLine key={`${gap.schedule.key} ${gap.from}`} gap={gap} />
      ))}
    </ul>
  )
}

function GapLine({ gap: { schedule, from, to, then } }: { gap: GapView }) {
  const { t } = useText()
  const viewer = useViewer()
  const when = spanInZones({ from: Date.parse(from), to: Date.parse(to) }, viewer, schedule.timezone)
  return (
    <li className="py-1">
      <Link
        to="/oncall/$key"
        params={{ key: schedule.key }}
        search={{ date: dateAt(Date.parse(from), viewer.timezone) }}
        className="font-medium underline"
      >
        {t('oncall:gaps.gap', { schedule: schedule.name, when })}
      </Link>{' '}
      {then.length === 0 ? t('oncall:gaps.unused') : then.map((one) => <Then key={one.policy.key} then={one} />)}
    </li>
  )
}

function Then({ then: { policy, step, people } }: { then: GapView['then'][number] }) {
  const { t, language } = useText()
  const names = formatNames(
    people.map((one) => one.name),
    language,
  )
  if (step === null) return <span>{t('oncall:gaps.fallback', { policy: policy.name, names })} </span>
  return <span>{t('oncall:gaps.step', { policy: policy.name, step, names })} </span>
}
