import { Link } from '@tanstack/react-router'
import type { AlertDetail } from '../../api/types.ts'
import { formatLength } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'
import { inkByTone } from '../../ui/chip.tsx'
import { cn } from '../../ui/class-names.ts'
import { describeMoment } from '../../ui/time.tsx'
import { PriorityMark, shownState, signByState } from '../status.tsx'

/** State in words, then what is broken, then for whom. Read in two seconds, half asleep. */
export function AlertHeading({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const state = shownState(alert)
  const { tone, icon: Sign } = signByState[state]
  return (
    <header className="pt-1 pb-3">
      <div className={cn('flex flex-wrap items-center gap-x-2 gap-y-0.5 font-semibold', inkByTone[tone])}>
        <Sign className="size-5 shrink-0" aria-hidden />
        {state !== alert.status && `${t(`alerts:status.${state}`)} · `}
        <StateInWords alert={alert} />
        <PriorityMark priority={alert.priority} className="ml-1" />
      </div>
      <h1 className="mt-1 text-summary font-semibold text-balance">
        <span className="mr-2 font-normal text-ink-faint">#{alert.number}</span>
        {alert.summary}
      </h1>
      <p className="mt-1 flex flex-wrap gap-x-2 text-large text-ink-soft">
        <Named name={alert.customerName} search={{ customer: alert.customer }} />
        <Named name={alert.serviceName} search={{ service: alert.service }} />
        <Named name={alert.sourceName} search={{ source: alert.source }} />
        {alert.count > 1 && <span>{t('alerts:list.count', { count: alert.count })}</span>}
      </p>
    </header>
  )
}

/** Every name leads to the other alerts of the same customer, service or source. */
function Named({ name, search }: { name: string | null; search: Record<string, string | null> }) {
  if (!name) return null
  const filters = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== null))
  return (
    <Link
      to="/alerts"
      search={{ status: 'open' as const, ...filters }}
      className="hover:text-ink hover:underline not-last:after:ml-2 not-last:after:content-['·']"
    >
      {name}
    </Link>
  )
}

function StateInWords({ alert }: { alert: AlertDetail }) {
  const { t, language } = useText()
  const viewer = useViewer()
  const now = useNow()
  if (alert.status === 'triggered') {
    return t('alertpage:page.triggeredFor', {
      length: formatLength((now - Date.parse(alert.createdAt)) / 1_000, language),
    })
  }
  const isResolved = alert.status === 'resolved'
  const at = isResolved ? alert.resolvedAt : alert.acknowledgedAt
  const by = isResolved ? alert.resolvedBy : alert.acknowledgedBy
  if (!at) return t(`alerts:status.${alert.status}`)
  const when = describeMoment(at, now, viewer, t)
  if (isResolved)
    return by ? t('alertpage:page.resolvedBy', { name: by.name, when }) : t('alertpage:page.resolvedPlain', { when })
  return by
    ? t('alertpage:page.acknowledgedBy', { name: by.name, when })
    : t('alertpage:page.acknowledgedPlain', { when })
}
