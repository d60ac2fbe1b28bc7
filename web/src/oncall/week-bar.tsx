import { useQuery } from '@tanstack/react-query'
import type { Named } from '../api/types.ts'
import { formatMoment, localeOf } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useSession, useViewer } from '../app/session.ts'
import { cn } from '../ui/class-names.ts'
import { shiftsQuery } from './queries.ts'
import { toneStyle } from './timeline/piece-style.ts'
import { tonesOf } from './tones.ts'
import { sliceWeek, type Slice } from './slice-week.ts'

const hourMilliseconds = 3_600_000
const weekMilliseconds = 7 * 24 * hourMilliseconds

/** The next seven days of a schedule as one bar: who, from when, and where nobody is. */
export function WeekBar({ schedule, from }: { schedule: Named & { timezone: string }; from: number }) {
  const { t } = useText()
  const viewer = useViewer()
  // Whole hours, so that the question stays the same for as long as its answer does.
  const start = Math.floor(from / hourMilliseconds) * hourMilliseconds
  const end = start + weekMilliseconds
  const { data } = useQuery(shiftsQuery(schedule.key, new Date(start).toISOString(), new Date(end).toISOString()))
  const toneOf = tonesOf(data?.layers.flatMap(({ shifts }) => shifts.map(({ user }) => user.key)) ?? [])
  const slices = data ? sliceWeek(data.items, data.gaps, start, end) : []
  return (
    <figure className="mt-2" aria-label={t('oncall:week')}>
      <DayAxis start={start} end={end} />
      <ul className="relative h-7 rounded-md bg-sunken">
        {slices.map((slice) => (
          <Bar key={`${slice.from}`} slice={slice} start={start} end={end} toneOf={toneOf} />
        ))}
      </ul>
      {schedule.timezone !== viewer.timezone && (
        <figcaption className="mt-1 text-small text-ink-faint">
          {t('oncall:zone', { zone: viewer.timezone, scheduleZone: schedule.timezone })}
        </figcaption>
      )}
    </figure>
  )
}

interface BarProps {
  slice: Slice
  start: number
  end: number
  toneOf: (key: string) => number
}

function Bar({ slice, start, end, toneOf }: BarProps) {
  const { t } = useText()
  const viewer = useViewer()
  const session = useSession()
  const isMine = slice.user?.key === session?.user.key
  const span = {
    from: formatMoment(new Date(slice.from).toISOString(), start, viewer),
    to: formatMoment(new Date(slice.to).toISOString(), start, viewer),
  }
  const title = slice.user ? t('oncall:shiftSpan', { name: slice.user.name, ...span }) : t('oncall:gapSpan', span)
  return (
    <li
      title={title}
      className={cn(
        'absolute inset-y-0 flex items-center overflow-hidden border-l border-ground px-1.5 text-small first:rounded-l-md last:rounded-r-md',
        !slice.user && 'gap-hatched text-triggered',
        isMine && 'font-semibold',
      )}
      style={{
        ...(slice.user && toneStyle(toneOf(slice.user.key))),
        left: `${percent(slice.from, start, end)}%`,
        width: `${percent(slice.to, start, end) - percent(slice.from, start, end)}%`,
      }}
    >
      <span className="truncate" aria-hidden>
        {slice.user?.name ?? t('oncall:gap')}
      </span>
      <span className="sr-only">{title}</span>
    </li>
  )
}

function DayAxis({ start, end }: { start: number; end: number }) {
  const { language } = useText()
  const { timezone } = useViewer()
  const format = new Intl.DateTimeFormat(localeOf(language), { weekday: 'short', day: 'numeric', timeZone: timezone })
  return (
    <div aria-hidden className="relative h-5 overflow-hidden text-small text-ink-faint">
      {midnights(start, end, timezone).map((at) => (
        <span
          key={at}
          className="absolute top-0 truncate border-l border-line pl-1 max-md:nth-[even]:hidden"
          style={{ left: `${percent(at, start, end)}%` }}
        >
          {format.format(at)}
        </span>
      ))}
    </div>
  )
}

/** The beginnings of days in the zone; found hour by hour, because a day has 23 to 25 of them. */
function midnights(start: number, end: number, timezone: string): number[] {
  const hour = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: timezone })
  const found: number[] = []
  for (let at = start; at < end; at += hourMilliseconds) if (Number(hour.format(at)) === 0) found.push(at)
  return found
}

const percent = (at: number, start: number, end: number) =>
  Math.min(100, Math.max(0, ((at - start) / (end - start)) * 100))
