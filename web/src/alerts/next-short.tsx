import type { Alert } from '../api/types.ts'
import { formatMoment, formatNames } from '../app/format.ts'
import { useBehind } from '../app/away.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'
import { useIsUnsent } from '../app/unsent.ts'
import { Slotted } from '../ui/slotted.tsx'
import { Countdown } from '../ui/time.tsx'
import { HeldWords } from './held.tsx'

/** In a few words: who holds the alert, or what happens to it next and when. `long` names the verb too. */
export function NextShort({ alert, long = false }: { alert: Alert; long?: boolean }) {
  const { t, language } = useText()
  const now = useNow()
  const isBehind = useBehind()
  const isUnsent = useIsUnsent(alert.id)
  const viewer = useViewer()
  if (isUnsent) return t('alerts:list.unsent')
  if (alert.status === 'acknowledged' && alert.snoozedUntil !== null) {
    return t('alerts:list.snoozed', { time: formatMoment(alert.snoozedUntil, now, viewer) })
  }
  if (alert.status === 'acknowledged') return alert.acknowledgedBy?.name ?? null
  if (alert.status === 'resolved') return alert.resolvedBy?.name ?? null
  if (alert.held) return <HeldWords held={alert.held} as="list" />
  const at = alert.nextStep?.at ?? alert.nextEscalationAt
  if (!at && alert.priority === 'low') return <NoEscalation />
  if (alert.escalation.state === 'ended') return t('alerts:list.nobodyAnswered')
  if (alert.escalation.state !== 'active') return <NoEscalation />
  if (isBehind) return at ? t('alerts:list.wasDue', { time: formatMoment(at, now, viewer) }) : null
  if (!at || Date.parse(at) <= now) return t('alerts:list.paging')
  const slots = { countdown: <Countdown to={at} className="font-medium text-ink" /> }
  if (alert.nextStep?.kind === 'end') return <Slotted text="alerts:list.ends" slots={slots} />
  const names = alert.nextStep?.names ?? []
  if (names.length === 0) return <Slotted text="alerts:list.escalates" slots={slots} />
  const values = { names: formatNames(names, language) }
  return (
    <Slotted text={long ? 'alerts:list.escalatesPhone' : 'alerts:list.escalatesTo'} values={values} slots={slots} />
  )
}

function NoEscalation() {
  const { t } = useText()
  return <span className="text-ink-faint">{t('alerts:list.noEscalation')}</span>
}
