import type { AlertDetail } from '../../api/types.ts'
import { formatMoment, formatNames } from '../../app/format.ts'
import { heardAt } from '../../api/server-clock.ts'
import { useBehind, useBehindSince } from '../../app/away.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'
import { cn } from '../../ui/class-names.ts'
import { Slotted } from '../../ui/slotted.tsx'
import { Countdown } from '../../ui/time.tsx'
import { HeldWords } from '../held.tsx'

/** What happens next if nobody does anything, or why nothing more happens. */
export function NextThing({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const isBehind = useBehind()
  const isUrgent =
    alert.status === 'triggered' && alert.escalation.state === 'active' && alert.nextEscalationAt !== null
  return (
    <section
      aria-label={t('alertpage:page.next')}
      className={cn(
        'border-l-2 py-1 pl-3 max-md:mb-4',
        isUrgent ? 'border-triggered text-large' : 'border-line text-ink-soft',
      )}
    >
      <p>{isBehind && alert.status !== 'resolved' ? <LastKnown alert={alert} /> : <NextSentence alert={alert} />}</p>
      {isUrgent && <Level alert={alert} />}
    </section>
  )
}

/** What is not of this moment counts nothing down: what was due then is said, and that nobody here knows how it went. */
function LastKnown({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  const since = useBehindSince() ?? heardAt()
  const seen = formatMoment(new Date(since).toISOString(), now, viewer)
  const at = alert.nextStep?.at ?? alert.nextEscalationAt
  if (!at) return t('offline:next.unknown', { seen })
  return t(Date.parse(at) > now ? 'offline:next.isDue' : 'offline:next.wasDue', {
    seen,
    time: formatMoment(at, now, viewer),
  })
}

function NextSentence({ alert }: { alert: AlertDetail }) {
  const { t, language } = useText()
  const now = useNow()
  const viewer = useViewer()
  const { escalation, nextStep } = alert
  if (alert.status === 'resolved') return t('alertpage:page.stoppedResolved')
  if (alert.status === 'acknowledged') return <AfterAcknowledgement alert={alert} />
  if (alert.held) return <HeldWords held={alert.held} as="page" />
  const at = nextStep?.at ?? alert.nextEscalationAt
  // Low priority pages once: its escalation has no next step from the beginning.
  if (!at && alert.raiseAt) return t('alertpage:page.raises', { time: formatMoment(alert.raiseAt, now, viewer) })
  if (!at && alert.policy && alert.priority === 'low') return t('alertpage:page.lowPriority')
  if (escalation.state === 'ended') return t('alertpage:page.ended')
  if (escalation.state !== 'active') return t('alertpage:page.noPolicy')
  if (!at || Date.parse(at) <= now) return t('alertpage:page.pagingNow')
  const slots = { countdown: <Countdown to={at} className="font-semibold" /> }
  if (nextStep?.kind === 'end') return <Slotted text="alertpage:page.nextEnd" slots={slots} />
  const names = nextStep?.names ?? []
  if (names.length === 0) return <Slotted text="alertpage:page.nextUnknown" slots={slots} />
  const values = { names: formatNames(names, language), count: names.length }
  const text = nextStep?.kind === 'fallback' ? 'alertpage:page.nextFallback' : 'alertpage:page.nextStep'
  return <Slotted text={text} values={values} slots={slots} />
}

/** What still happens although somebody has it; for most policies nothing. */
function AfterAcknowledgement({ alert }: { alert: AlertDetail }) {
  const { t, language } = useText()
  const now = useNow()
  const viewer = useViewer()
  const { nextStep, snoozedUntil } = alert
  if (nextStep === null && snoozedUntil !== null) {
    return t('alertpage:page.nextSnoozed', { time: formatMoment(snoozedUntil, now, viewer) })
  }
  if (nextStep === null) return t('alertpage:page.stoppedAcknowledged')
  const slots = { countdown: <Countdown to={nextStep.at} className="font-semibold" /> }
  if (snoozedUntil !== null) return <Slotted text="alertpage:page.nextSnoozeEnd" slots={slots} />
  if (nextStep.kind !== 'inform') return <Slotted text="alertpage:page.nextReopen" slots={slots} />
  const values = { names: formatNames(nextStep.names, language), count: nextStep.names.length }
  return <Slotted text="alertpage:page.nextInform" values={values} slots={slots} />
}

function Level({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const { step, steps, round, rounds } = alert.escalation
  if (steps === 0) return null
  const words =
    rounds > 1
      ? t('alertpage:page.levelRound', { step, steps, round, rounds })
      : t('alertpage:page.level', { step, steps })
  return <p className="text-small text-ink-faint">{words}</p>
}
