import type { Alert } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { AcknowledgeIcon } from '../../ui/icons.ts'
import { Age } from '../../ui/time.tsx'
import type { Answers } from '../answers.ts'
import { NextShort } from '../next-short.tsx'
import { PriorityMark, StatusChip } from '../status.tsx'
import { SummaryLink } from './summary-link.tsx'
import { hasMembers } from './items.ts'

/** For one thumb at 3:07: what, for whom, how bad, what comes next, and one big button. */
export function PhoneCard({ alert, answers }: { alert: Alert; answers: Answers }) {
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
        {hasMembers(alert) && ` · ${t('alerts:list.members', { count: alert.group?.members ?? 0 })}`}
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
