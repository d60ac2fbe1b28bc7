import { memo } from 'react'
import type { Alert } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { AcknowledgeIcon, DoneIcon } from '../../ui/icons.ts'
import { Age } from '../../ui/time.tsx'
import { tip } from '../../ui/tooltip.tsx'
import type { Answers } from '../answers.ts'
import { NextShort } from '../next-short.tsx'
import { useResolvePending } from '../pending-resolve.ts'
import { PriorityMark, shownState, StatusChip } from '../status.tsx'
import { holderOf } from './holder.ts'
import { MembersButton } from './members.tsx'
import { PhoneCard } from './phone-card.tsx'
import { RowCheck } from './row-check.tsx'
import { SummaryLink } from './summary-link.tsx'
import type { RowActs } from './use-row-acts.ts'

/** The columns of the desk, shared by head and rows. */
export const columns =
  'md:grid md:items-center md:gap-x-3 md:grid-cols-[1.25rem_6.75rem_3.25rem_minmax(10rem,1fr)_4.5rem_9rem] lg:grid-cols-[1.25rem_6.75rem_3.25rem_minmax(12rem,1.7fr)_minmax(0,1fr)_4.5rem_2.5rem_10.5rem] xl:grid-cols-[1.25rem_6.5rem_3rem_minmax(12rem,2fr)_minmax(0,0.8fr)_minmax(0,0.8fr)_4rem_2.25rem_6rem_10.5rem]'

export interface AlertRowProps {
  alert: Alert
  isFirst: boolean
  acts: RowActs
  /** Forty rows are not drawn for both widths. */
  isDesk: boolean
  /** Dragged past faster than anybody reads: only what is in the row, without what can be done. */
  isPassing: boolean
  isSelected: boolean
  /** Something is selected, so that what can be selected shows itself. */
  isSelecting: boolean
  isArrived: boolean
  isOpened: boolean
}

export const AlertRow = memo(function AlertRow(props: AlertRowProps) {
  return props.isPassing ? <PassingRow alert={props.alert} /> : <FullRow {...props} />
})

function PassingRow({ alert }: { alert: Alert }) {
  const { t } = useText()
  return (
    <div className="border-b border-line px-4 md:px-6">
      <div className={cn('row-height hidden', columns)}>
        <span />
        <span>{t(`alerts:status.${shownState(alert)}`)}</span>
        <span className="text-ink-faint tabular-nums">#{alert.number}</span>
        <span className={cn('truncate', alert.status === 'triggered' && 'font-medium')}>{alert.summary}</span>
        <span className="truncate max-lg:hidden">{alert.customerName}</span>
      </div>
    </div>
  )
}

function FullRow({ alert: stored, ...rest }: AlertRowProps) {
  const pending = useResolvePending(stored.id)
  const alert: Alert = pending ? { ...stored, status: 'resolved' } : stored
  return (
    <div
      data-alert={alert.id}
      data-first={rest.isFirst}
      className={cn(
        'group/row relative border-b border-line px-4 hover:bg-hover has-[a:focus-visible]:bg-hover md:px-6',
        rest.isArrived && 'glow-once',
        rest.isSelected && 'bg-accent-soft hover:bg-accent-soft',
        alert.status === 'resolved' && 'text-ink-soft',
      )}
    >
      {shownState(alert) === 'triggered' && (
        <span className="absolute inset-y-0 left-0 w-0.75 bg-triggered" aria-hidden />
      )}
      {rest.isDesk ? (
        <DeskRow alert={alert} {...rest} />
      ) : (
        <PhoneCard alert={alert} answers={rest.acts} choice={{ ...rest, select: rest.acts.select }} />
      )}
    </div>
  )
}

function DeskRow({
  alert,
  acts,
  isSelected,
  isSelecting,
  isOpened,
}: Omit<AlertRowProps, 'isFirst' | 'isArrived' | 'isDesk' | 'isPassing'>) {
  const about = [alert.customerName, alert.serviceName ?? alert.sourceName].filter(Boolean).join(' · ')
  return (
    <div className={cn('row-height hidden', columns)}>
      <RowCheck alert={alert} isSelected={isSelected} isSelecting={isSelecting} onSelect={acts.select} />
      <StatusChip alert={alert} bare />
      <span className="text-ink-faint tabular-nums">#{alert.number}</span>
      <span className="flex min-w-0 items-center gap-2">
        <SummaryLink alert={alert} className={cn('truncate', alert.status === 'triggered' && 'font-medium')} />
        {alert.priority === 'low' && <PriorityMark priority="low" className="shrink-0" />}
        <MembersButton alert={alert} isOpened={isOpened} onPress={acts.members} />
      </span>
      <span className="truncate max-lg:hidden xl:hidden">{about}</span>
      <span className="truncate max-xl:hidden">{alert.customerName}</span>
      <span className="truncate text-ink-soft max-xl:hidden">{alert.serviceName ?? alert.sourceName}</span>
      <Age since={alert.createdAt} className="truncate text-right whitespace-nowrap text-ink-soft" />
      <Count alert={alert} />
      <span className="truncate text-ink-soft max-xl:hidden">{holderOf(alert)}</span>
      <span className="relative flex min-w-0 items-center text-ink-soft">
        <span className="truncate group-focus-within/row:invisible group-hover/row:invisible">
          <NextShort alert={alert} />
        </span>
        <RowActions alert={alert} answers={acts} />
      </span>
    </div>
  )
}

function Count({ alert: { count } }: { alert: Alert }) {
  const { t } = useText()
  if (count <= 1) return <span className="max-lg:hidden" />
  return (
    <span
      className="text-right text-small text-ink-faint tabular-nums max-lg:hidden"
      title={t('alerts:list.count', { count })}
    >
      ×{count}
    </span>
  )
}

/** Shown where the row is pointed at or has the focus: forty rows of the same buttons are noise. */
function RowActions({ alert, answers }: { alert: Alert; answers: Answers }) {
  const { t } = useText()
  const may = useMay('alerts.answer')
  if (!may || alert.status === 'resolved') return null
  return (
    <span className="absolute inset-y-0 right-0 z-1 flex items-center gap-0.5 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100">
      {alert.status === 'triggered' && (
        <Button
          {...tip(t('alerts:action.acknowledge'), 'a')}
          size="small"
          aria-label={t('alerts:action.acknowledgeOne', { number: alert.number })}
          onClick={() => answers.acknowledge(alert)}
        >
          <AcknowledgeIcon />
          {t('alerts:action.acknowledge')}
        </Button>
      )}
      <Button
        {...tip(t('alerts:action.resolve'), 'r')}
        size="icon"
        aria-label={t('alerts:action.resolveOne', { number: alert.number })}
        onClick={() => answers.resolve(alert)}
      >
        <DoneIcon />
      </Button>
    </span>
  )
}
