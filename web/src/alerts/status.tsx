import type { Alert, AlertStatus, Priority } from '../api/types.ts'
import { useText } from '../app/i18n.ts'
import { Chip, type Tone } from '../ui/chip.tsx'
import {
  AcknowledgeIcon,
  DoneIcon,
  HighIcon,
  LowIcon,
  PausedIcon,
  TriggeredIcon,
  WaitingIcon,
  type Icon,
} from '../ui/icons.ts'

/** What an alert is for who looks at it. What pages nobody for now is no red alert: it waits, and says why. */
type ShownState = AlertStatus | 'held' | 'maintenance' | 'snoozed'

type Stated = Pick<Alert, 'status' | 'held' | 'snoozedUntil'>

export function shownState({ status, held, snoozedUntil }: Stated): ShownState {
  if (status === 'triggered' && held) return held.reason === 'maintenance' ? 'maintenance' : 'held'
  if (status === 'acknowledged' && snoozedUntil !== null) return 'snoozed'
  return status
}

export const signByState: Record<ShownState, { tone: Tone; icon: Icon }> = {
  triggered: { tone: 'triggered', icon: TriggeredIcon },
  acknowledged: { tone: 'acknowledged', icon: AcknowledgeIcon },
  resolved: { tone: 'resolved', icon: DoneIcon },
  held: { tone: 'quiet', icon: PausedIcon },
  maintenance: { tone: 'maintenance', icon: PausedIcon },
  snoozed: { tone: 'quiet', icon: WaitingIcon },
}

export function StatusChip({ alert, bare, className }: { alert: Stated; bare?: boolean; className?: string }) {
  const { t } = useText()
  const state = shownState(alert)
  return (
    <Chip {...signByState[state]} bare={bare ?? false} className={className ?? ''}>
      {t(`alerts:status.${state}`)}
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
