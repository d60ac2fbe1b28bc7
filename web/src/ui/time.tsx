import { formatCountdown, formatExact, formatLength, formatMoment } from '../app/format.ts'
import { useAway } from '../app/away.ts'
import { useText, type Translate } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'

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

/** Counts down to an instant in numbers that keep their width; without a connection it stands. Not read out at every tick. */
export function Countdown({ to, className }: { to: string; className?: string }) {
  const { t } = useText()
  const isAway = useAway()
  const viewer = useViewer()
  const now = useNow()
  return (
    <time dateTime={to} title={formatExact(to, viewer)} className={className} role={isAway ? undefined : 'timer'}>
      {isAway
        ? t('common:time.wasDue', { time: formatMoment(to, now, viewer) })
        : formatCountdown((Date.parse(to) - now) / 1_000)}
    </time>
  )
}
