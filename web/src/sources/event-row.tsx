import { Link } from '@tanstack/react-router'
import type { EventOutcome, SourceEvent } from '../api/types.ts'
import { rawText } from '../alerts/raw-text.ts'
import { named } from '../alerts/timeline/sentence.ts'
import { formatMoment } from '../app/format.ts'
import { useRowInAddress } from '../app/open-in-address.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { Chip, type Tone } from '../ui/chip.tsx'
import { cn } from '../ui/class-names.ts'
import { CodeBlock } from '../ui/code-block.tsx'
import {
  AcknowledgeIcon,
  CancelledIcon,
  ChevronRightIcon,
  DoneIcon,
  FailedIcon,
  InfoIcon,
  RepeatIcon,
  TriggeredIcon,
  type Icon,
} from '../ui/icons.ts'
import { Moment } from '../ui/time.tsx'
import { droppingRule } from './list-view.ts'

const signByOutcome: Record<EventOutcome, { tone: Tone; icon: Icon }> = {
  created: { tone: 'triggered', icon: TriggeredIcon },
  repeated: { tone: 'quiet', icon: RepeatIcon },
  acknowledged: { tone: 'acknowledged', icon: AcknowledgeIcon },
  resolved: { tone: 'resolved', icon: DoneIcon },
  dropped: { tone: 'quiet', icon: CancelledIcon },
  rejected: { tone: 'triggered', icon: FailedIcon },
  change: { tone: 'maintenance', icon: InfoIcon },
}

interface EventRowProps {
  event: SourceEvent
  sourceKey: string
  isNew: boolean
}

export function EventRow({ event, sourceKey, isNew }: EventRowProps) {
  const { t } = useText()
  const [open, setOpen] = useRowInAddress(event.id)
  const { tone, icon } = signByOutcome[event.outcome] ?? { tone: 'quiet', icon: InfoIcon }
  return (
    <li className={cn('border-b border-line', isNew && 'glow-once')}>
      <div className="row-height flex flex-wrap items-center gap-x-3">
        <Button
          look="ghost"
          size="icon"
          className="-ml-1.5"
          aria-expanded={open}
          aria-label={t('sources:page.raw')}
          title={t('sources:page.raw')}
          onClick={() => setOpen(!open)}
        >
          <ChevronRightIcon className={cn('transition-transform', open && 'rotate-90')} />
        </Button>
        <Moment at={event.receivedAt} className="w-24 text-ink-faint" />
        <Chip tone={tone} icon={icon} bare>
          {t(`sources:outcome.${event.outcome}`)}
          {event.times > 1 && ` × ${event.times}`}
        </Chip>
        {event.alertId && (
          <Link
            to="/alerts/$id"
            params={{ id: `${event.alertNumber ?? event.alertId}` }}
            className="inline-flex min-h-6 items-center text-accent underline max-md:min-h-11"
          >
            {t('sources:toAlert', { number: event.alertNumber ?? '' })}
          </Link>
        )}
        <Why event={event} />
        {event.dedupKey && (
          <code className="ml-auto max-w-64 truncate font-mono text-small text-ink-faint max-xl:hidden">
            {event.dedupKey}
          </code>
        )}
      </div>
      {open && <EventBody event={event} sourceKey={sourceKey} />}
    </li>
  )
}

/** Why it became no alert, or why its alert pages nobody. */
function Why({ event }: { event: SourceEvent }) {
  const { t, has } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  const rule = droppingRule(event)
  const { held } = event
  return (
    <>
      {event.reason && (
        <span className="min-w-0 text-ink-soft">
          {rule ? t('sources:droppedBy', { rule }) : named('sources:reason', event.reason, has, t)}
        </span>
      )}
      {held && (
        <span className="min-w-0 text-maintenance">
          {t(`sources:held.${held.reason}`, { by: held.by?.name ?? '' })}
          {held.until && ` ${t('sources:held.until', { time: formatMoment(held.until, now, viewer) })}`}
        </span>
      )}
    </>
  )
}

function EventBody({ event, sourceKey }: { event: SourceEvent; sourceKey: string }) {
  const { t } = useText()
  return (
    <div className="mb-3 md:pl-8">
      {event.dedupKey && (
        <p className="mb-1 flex flex-wrap items-center gap-x-2 text-small text-ink-soft">
          {t('sources:page.dedupKey')}
          <code className="font-mono break-all text-ink">{event.dedupKey}</code>
          <Link
            to="/sources/$key"
            params={{ key: sourceKey }}
            search={{ tab: 'events', about: event.dedupKey }}
            className="text-accent underline max-md:py-2.5"
          >
            {t('sources:page.sameKey')}
          </Link>
        </p>
      )}
      {/* The place of the mistake, as the sender was told it: for who writes the sender, in English. */}
      {event.detail && (
        <p lang="en" className="mb-1 text-small text-ink-faint">
          {event.detail}
        </p>
      )}
      <CodeBlock code={rawText(event.raw)} what={t('sources:page.raw')} />
    </div>
  )
}
