import { formatCountdown, formatExact, formatLength, formatMoment } from '../app/format.ts'
import { useBehind } from '../app/away.ts'
import { useText, type TextKey, type Translate } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'
import { Slotted } from './slotted.tsx'

const hourMilliseconds = 3_600_000

/** "4 min ago" up to an hour, then the time of day, then the date; the exact instant on hover. */
export function Moment({ at, className }: { at: string; className?: string }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(10_000)
  return (
    <time dateTime={at} title={formatExact(at, viewer)} className={className}>
      {describeMoment(at, now, viewer, t)}
    </time>
  )
}

/** The words of a moment seen from `now` (milliseconds since the epoch). */
export function describeMoment(
  at: string,
  now: number,
  viewer: Parameters<typeof formatMoment>[2],
  t: Translate,
): string {
  const distance = Date.parse(at) - now
  if (Math.abs(distance) >= hourMilliseconds) return formatMoment(at, now, viewer)
  if (Math.abs(distance) < 10_000) return t('common:time.now')
  const length = formatLength(Math.abs(distance) / 1_000, viewer.language)
  return distance < 0 ? t('common:time.ago', { length }) : t('common:time.in', { length })
}

/** How long something has lasted, for columns: "42 s", "1 h 30 min". */
export function Age({ since, className }: { since: string; className?: string }) {
  const { language } = useText()
  const viewer = useViewer()
  const now = useNow()
  return (
    <time dateTime={since} title={formatExact(since, viewer)} className={className}>
      {formatLength((now - Date.parse(since)) / 1_000, language)}
    </time>
  )
}

/** Counts down to an instant in numbers that keep their width. Not read out at every tick. Where it is not known what has happened since, the time is shown that was meant. */
export function Countdown({ to, className }: { to: string; className?: string }) {
  const isBehind = useBehind()
  const viewer = useViewer()
  const now = useNow()
  return (
    <time dateTime={to} title={formatExact(to, viewer)} className={className} role={isBehind ? undefined : 'timer'}>
      {isBehind ? formatMoment(to, now, viewer) : formatCountdown((Date.parse(to) - now) / 1_000)}
    </time>
  )
}

/** A sentence with a `{{countdown}}` in it, and the one that says the same with a `{{time}}` where nothing may count down. */
export function CountdownText(props: { to: string; text: TextKey; timeText: TextKey; className?: string }) {
  const isBehind = useBehind()
  const [text, slot] = isBehind ? [props.timeText, 'time'] : [props.text, 'countdown']
  return <Slotted text={text} slots={{ [slot]: <Countdown to={props.to} {...strong(props.className)} /> }} />
}

const strong = (className: string | undefined) => (className === undefined ? {} : { className })
