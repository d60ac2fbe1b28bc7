import { formatMoment } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'
import { cn } from '../ui/class-names.ts'
import { weekdayName } from '../maintenance/sentence.ts'
import { hoursText, supportState, type SupportHours } from './support.ts'

/** "Open, closes at 18:00", on the viewer's clock. */
export function SupportNow({ hours, className }: { hours: SupportHours | null; className?: string }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  if (!hours) return <span className={cn('text-ink-faint', className)}>{t('customers:always')}</span>
  const state = supportState(hours, now)
  if (!state) return null
  const { isOpen, turnsAt } = state
  const time = turnsAt ? formatMoment(turnsAt, now, viewer) : undefined
  return (
    <span className={cn(isOpen ? 'text-resolved' : 'text-ink-soft', className)}>
      {isOpen
        ? t(time ? 'customers:openUntil' : 'customers:open', { time: time ?? '' })
        : t(time ? 'customers:closedUntil' : 'customers:closed', { time: time ?? '' })}
    </span>
  )
}

export function HoursText({ hours }: { hours: SupportHours }) {
  const { t, language } = useText()
  const text = hoursText(hours.hours, (day) => weekdayName(day, language, 'short'), t('customers:daily'))
  return (
    <>
      {text} ({hours.timezone.replaceAll('_', ' ')})
      {hours.holidays.length > 0 && (
        <span className="block text-small text-ink-faint">
          {t('customers:holidays', { count: hours.holidays.length })}
        </span>
      )}
    </>
  )
}
