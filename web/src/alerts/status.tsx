import type { AlertStatus, Priority } from '../api/types.ts'
import { useText } from '../app/i18n.ts'
import { Chip, type Tone } from '../ui/chip.tsx'
import { AcknowledgeIcon, DoneIcon, HighIcon, LowIcon, TriggeredIcon, type Icon } from '../ui/icons.ts'

export const iconByStatus: Record<AlertStatus, Icon> = {
  triggered: TriggeredIcon,
  acknowledged: AcknowledgeIcon,
  resolved: DoneIcon,
}

/** States of an alert are tones of their own name. */
export const toneOf = (status: AlertStatus): Tone => status

export function StatusChip({ status, bare }: { status: AlertStatus; bare?: boolean }) {
  const { t } = useText()
  return (
    <Chip tone={toneOf(status)} icon={iconByStatus[status]} bare={bare ?? false}>
      {t(`alerts:status.${status}`)}
    </Chip>
  )
}

export function PriorityMark({ priority, className }: { priority: Priority; className?: string }) {
  const { t } = useText()
  const Sign = priority === 'high' ? HighIcon : LowIcon
  return (
    <span
      title={t(`alerts:priorityLong.${priority}`)}
      className={`inline-flex items-center gap-0.5 text-small ${priority === 'high' ? 'font-medium text-ink' : 'text-ink-faint'} ${className ?? ''}`}
    >
      <Sign className="size-3.5" aria-hidden />
      {t(`alerts:priority.${priority}`)}
    </span>
  )
}
