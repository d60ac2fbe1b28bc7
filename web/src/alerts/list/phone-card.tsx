import type { Alert } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { AcknowledgeIcon } from '../../ui/icons.ts'
import { Age } from '../../ui/time.tsx'
import type { Answers } from '../answers.ts'
import { NextShort } from '../next-short.tsx'
import { PriorityMark, StatusChip } from '../status.tsx'
import { hasMembers } from './items.ts'
import { useLongPress } from './long-press.ts'
import { SummaryLink } from './summary-link.tsx'

interface PhoneCardProps {
  alert: Alert
  answers: Answers
  /** Where several can be selected. */
  choice?: { isSelected: boolean; isSelecting: boolean; select: (id: string, range: boolean) => void }
}

/** For one thumb at 3:07: what, for whom, how bad, what comes next, and one big button. In a list, a long press selects. */
export function PhoneCard({ alert, answers, choice }: PhoneCardProps) {
  const { t } = useText()
  const may = useMay('alerts.answer')
  const press = useLongPress(() => choice?.select(alert.id, false))
  const isSelecting = may && choice?.isSelecting
  const about = [alert.customerName, alert.serviceName ?? alert.sourceName].filter(Boolean).join(' · ')
  return (
    <div
      className={cn(
        'flex flex-col gap-1 py-3 md:hidden',
        choice && 'select-none [-webkit-touch-callout:none]',
        isSelecting && 'pl-9',
      )}
      {...(may && choice && press)}
    >
      {isSelecting && (
        <CardCheck
          number={alert.number}
          isSelected={choice.isSelected}
          select={(range) => choice.select(alert.id, range)}
        />
      )}
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
        {hasMembers(alert) && ` · ${t('alerts:list.members', { count: alert.group?.members ?? 0 })}`}
      </p>
      {may && !isSelecting && alert.status === 'triggered' && (
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

interface CardCheckProps {
  number: number
  isSelected: boolean
  select: (range: boolean) => void
}

/** While somebody selects, the whole card is the box. */
function CardCheck({ number, isSelected, select }: CardCheckProps) {
  const { t } = useText()
  return (
    <label className="absolute inset-0 z-2">
      <input
        type="checkbox"
        className="absolute top-4 left-4 size-6 accent-accent"
        aria-label={t('alertwork:bulk.selectOne', { number })}
        checked={isSelected}
        onChange={() => select(false)}
      />
    </label>
  )
}
