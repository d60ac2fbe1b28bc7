import { localeOf } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useViewer } from '../../app/session.ts'
import { cn } from '../../ui/class-names.ts'
import { cityOf, differsIn } from '../words.ts'
import { daysIn, hoursIn } from './axis.ts'
import type { Day } from './axis.ts'
import { placeStyle } from './piece-style.ts'
import { useScene } from './scene.ts'

/** The days, and on one day the hours, on the clock of the viewer and, where it shows other times, on that of the schedule. */
export function Axis() {
  const viewer = useViewer()
  const { span, zone, view } = useScene()
  const zones = differsIn(span, viewer.timezone, zone) ? [viewer.timezone, zone] : [viewer.timezone]
  return zones.map((one) => (
    <div key={one} className="grid grid-cols-subgrid items-end md:col-span-2" aria-hidden>
      <span className="truncate pr-3 text-small text-ink-faint">{zones.length > 1 ? cityOf(one) : ''}</span>
      <div className={cn('relative', view === 'day' ? 'h-9' : 'h-5')}>
        {daysIn(span, one).map((day) => (
          <DayLabel key={day.from} day={day} zone={one} />
        ))}
        {view === 'day' && <Hours zone={one} />}
      </div>
    </div>
  ))
}

function DayLabel({ day, zone }: { day: Day; zone: string }) {
  const { t, language } = useText()
  const { span, view } = useScene()
  const isNarrow = view === 'month'
  const text = new Intl.DateTimeFormat(localeOf(language), {
    ...(!isNarrow && { weekday: 'short' }),
    day: 'numeric',
    ...(view === 'day' && { month: 'long' }),
    timeZone: zone,
  }).format(day.from)
  const isOdd = day.hours !== 24
  const hours = day.hours.toLocaleString(localeOf(language))
  return (
    <span
      className={cn(
        'absolute top-0 truncate border-l border-line pl-1 text-small text-ink-soft',
        day.isWeekend && 'text-ink-faint',
      )}
      style={placeStyle(day, span)}
    >
      {text}
      {isOdd && !isNarrow && <strong className="ml-1 text-acknowledged">{t('schedule:axis.hours', { hours })}</strong>}
      {isOdd && isNarrow && <strong className="text-acknowledged">*</strong>}
    </span>
  )
}

function Hours({ zone }: { zone: string }) {
  const { span } = useScene()
  return hoursIn(span, zone, 3).map((tick) => (
    <span
      key={tick.at}
      className="absolute bottom-0 border-l border-line pl-1 text-small text-ink-faint tabular-nums"
      style={{ left: placeStyle({ from: tick.at, to: tick.at }, span).left }}
    >
      {tick.time}
    </span>
  ))
}

/** The lines behind a row at the midnights of the viewer, and weekends a shade darker. */
export function Grid() {
  const { timezone } = useViewer()
  const { span } = useScene()
  return daysIn(span, timezone).map((day) => (
    <span
      key={day.from}
      className={cn('absolute inset-y-0 border-l border-line', day.isWeekend && 'bg-sunken')}
      style={placeStyle(day, span)}
    />
  ))
}
