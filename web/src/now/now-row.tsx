import type { Answers } from '../alerts/answers.ts'
import { holderOf } from '../alerts/list/holder.ts'
import { PhoneCard } from '../alerts/list/phone-card.tsx'
import { SummaryLink } from '../alerts/list/summary-link.tsx'
import { NextShort } from '../alerts/next-short.tsx'
import { useResolvePending } from '../alerts/pending-resolve.ts'
import { PriorityMark, shownState, StatusChip } from '../alerts/status.tsx'
import type { Alert } from '../api/types.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { AcknowledgeIcon } from '../ui/icons.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { Age } from '../ui/time.tsx'

interface NowRowProps {
  alert: Alert
  answers: Answers
  /** The one that the key answers while no row has the focus. */
  isFirst: boolean
}

/** Two lines of the desk: there is room here, and each of these is read. */
export function NowRow({ alert: stored, answers, isFirst }: NowRowProps) {
  const pending = useResolvePending(stored.id)
  const alert: Alert = pending ? { ...stored, status: 'resolved' } : stored
  const isCalling = shownState(alert) === 'triggered'
  return (
    <li
      data-alert={alert.id}
      className="relative border-b border-line px-4 hover:bg-hover has-[a:focus-visible]:bg-hover md:px-6"
    >
      {isCalling && <span className="absolute inset-y-0 left-0 w-0.75 bg-triggered" aria-hidden />}
      <DeskRow alert={alert} answers={answers} isFirst={isFirst} />
      <PhoneCard alert={alert} answers={answers} />
    </li>
  )
}

function DeskRow({ alert, answers, isFirst }: NowRowProps) {
  const about = [alert.customerName, alert.serviceName ?? alert.sourceName].filter(Boolean).join(' · ')
  const holder = holderOf(alert)
  const isCalling = shownState(alert) === 'triggered'
  return (
    <div className="hidden min-h-14 grid-cols-[7rem_minmax(0,2fr)_minmax(0,1fr)_9.5rem] items-center gap-x-4 py-1.5 md:grid">
      <span className="flex flex-col">
        <StatusChip alert={alert} bare />
        <span className="text-small text-ink-faint tabular-nums">
          <Age since={alert.createdAt} />
        </span>
      </span>
      <span className="min-w-0">
        <span className="flex items-center gap-2">
          <SummaryLink
            alert={alert}
            className={cn(
              'line-clamp-2',
              isCalling && (alert.priority === 'high' ? 'text-large font-semibold' : 'font-medium'),
            )}
          />
          {alert.priority === 'low' && <PriorityMark priority="low" className="shrink-0" />}
        </span>
        <span className="block truncate text-small text-ink-soft">
          <span className="tabular-nums">#{alert.number}</span>
          {about && ` · ${about}`}
        </span>
      </span>
      <span className="min-w-0 text-ink-soft">
        <span className="line-clamp-2">
          <NextShort alert={alert} long />
          {alert.status === 'triggered' && holder && ` · ${holder}`}
        </span>
      </span>
      <Answer alert={alert} answers={answers} isFirst={isFirst} />
    </div>
  )
}

function Answer({ alert, answers, isFirst }: NowRowProps) {
  const { t } = useText()
  const may = useMay('alerts.answer')
  if (!may || alert.status !== 'triggered') return <span />
  return (
    <Button
      look={isFirst ? 'primary' : 'plain'}
      className="relative z-1 justify-self-end"
      aria-label={t('alerts:action.acknowledgeOne', { number: alert.number })}
      aria-keyshortcuts={isFirst ? 'a' : undefined}
      onClick={() => answers.acknowledge(alert)}
    >
      <AcknowledgeIcon />
      {t('alerts:action.acknowledge')}
      {isFirst && <KeyHint keys="a" />}
    </Button>
  )
}
