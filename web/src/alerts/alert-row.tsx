import { Link } from '@tanstack/react-router'
import type { Alert } from '../api/types.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { AcknowledgeIcon, DoneIcon } from '../ui/icons.ts'
import { Age } from '../ui/time.tsx'
import { tip } from '../ui/tooltip.tsx'
import type { useAnswers } from './answers.ts'
import { NextShort } from './next-short.tsx'
import { useResolvePending } from './pending-resolve.ts'
import { PriorityMark, shownState, StatusChip } from './status.tsx'

export type Answers = ReturnType<typeof useAnswers>

/** The columns of the desk, shared by head and rows. */
export const columns =
  'md:grid md:grid-cols-[7.5rem_3.25rem_minmax(10rem,1fr)_6.5rem_9rem_4rem] md:items-center md:gap-x-3 lg:grid-cols-[7.5rem_3.25rem_minmax(12rem,1.7fr)_minmax(0,1fr)_5.5rem_10rem_4rem]'

interface AlertRowProps {
  alert: Alert
  answers: Answers
  arrived: boolean
}

export function AlertRow({ alert: stored, answers, arrived }: AlertRowProps) {
  const pending = useResolvePending(stored.id)
  const alert: Alert = pending ? { ...stored, status: 'resolved' } : stored
  return (
    <li
      data-alert={alert.id}
      className={cn(
        'relative border-b border-line px-4 hover:bg-hover has-[a:focus-visible]:bg-hover md:px-6',
        arrived && 'glow-once',
        alert.status === 'resolved' && 'text-ink-soft',
      )}
    >
      {shownState(alert) === 'triggered' && (
        <span className="absolute inset-y-0 left-0 w-0.75 bg-triggered" aria-hidden />
      )}
      <DeskRow alert={alert} answers={answers} />
      <PhoneCard alert={alert} answers={answers} />
    </li>
  )
}

function SummaryLink({ alert, className }: { alert: Alert; className?: string }) {
  return (
    <Link
      to="/alerts/$id"
      params={{ id: `${alert.number}` }}
      data-row-link
      className={cn(
        'outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent',
        className,
      )}
    >
      {alert.summary}
    </Link>
  )
}

function DeskRow({ alert, answers }: { alert: Alert; answers: Answers }) {
  const { t } = useText()
  return (
    <div className={cn('row-height hidden', columns)}>
      <StatusChip alert={alert} bare />
      <span className="text-ink-faint tabular-nums">#{alert.number}</span>
      <span className="flex min-w-0 items-center gap-2">
        <SummaryLink alert={alert} className={cn('truncate', alert.status === 'triggered' && 'font-medium')} />
        {alert.count > 1 && (
          <span
            className="shrink-0 text-small text-ink-faint tabular-nums"
            title={t('alerts:list.count', { count: alert.count })}
          >
            ×{alert.count}
          </span>
        )}
        {alert.priority === 'low' && <PriorityMark priority="low" className="shrink-0" />}
      </span>
      <span className="truncate text-ink-soft max-lg:hidden">
        <span className="text-ink">{alert.customerName}</span>
        {alert.customerName && ' · '}
        {alert.serviceName ?? alert.sourceName}
      </span>
      <Age since={alert.createdAt} className="truncate text-right whitespace-nowrap text-ink-soft" />
      <span className="truncate text-ink-soft">
        <NextShort alert={alert} />
      </span>
      <RowActions alert={alert} answers={answers} />
    </div>
  )
}

function RowActions({ alert, answers }: { alert: Alert; answers: Answers }) {
  const { t } = useText()
  const may = useMay('alerts.answer')
  if (!may || alert.status === 'resolved') return <span />
  return (
    <span className="relative z-1 flex justify-end gap-0.5">
      {alert.status === 'triggered' && (
        <Button
          {...tip(t('alerts:action.acknowledge'), 'a')}
          look="ghost"
          size="icon"
          aria-label={t('alerts:action.acknowledgeOne', { number: alert.number })}
          onClick={() => answers.acknowledge(alert)}
        >
          <AcknowledgeIcon />
        </Button>
      )}
      <Button
        {...tip(t('alerts:action.resolve'), 'r')}
        look="ghost"
        size="icon"
        aria-label={t('alerts:action.resolveOne', { number: alert.number })}
        onClick={() => answers.resolve(alert)}
      >
        <DoneIcon />
      </Button>
    </span>
  )
}

/** For one thumb at 3:07: what, for whom, how bad, what comes next, and one big button. */
function PhoneCard({ alert, answers }: { alert: Alert; answers: Answers }) {
  const { t } = useText()
  const may = useMay('alerts.answer')
  const about = [alert.customerName, alert.serviceName ?? alert.sourceName].filter(Boolean).join(' · ')
  return (
    <div className="flex flex-col gap-1 py-3 md:hidden">
      <div className="flex items-center gap-2 text-small text-ink-faint">
        <StatusChip alert={alert} />
        <PriorityMark priority={alert.priority} />
        <span className="ml-auto">#{alert.number}</span>
        <Age since={alert.createdAt} />
      </div>
      <SummaryLink alert={alert} className="line-clamp-3 text-large leading-snug font-semibold text-ink" />
      {about && <p className="text-ink-soft">{about}</p>}
      <p className="text-ink-soft">
        <NextShort alert={alert} long />
      </p>
      {may && alert.status === 'triggered' && (
        <Button
          look={alert.priority === 'high' && !alert.held ? 'primary' : 'plain'}
          size="large"
          className="relative z-1 mt-1 w-full"
          onClick={() => answers.acknowledge(alert)}
          aria-label={t('alerts:action.acknowledgeOne', { number: alert.number })}
        >
          <AcknowledgeIcon />
          {t('alerts:action.acknowledge')}
        </Button>
      )}
    </div>
  )
}
