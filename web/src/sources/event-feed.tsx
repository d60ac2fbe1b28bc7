import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { EventOutcome, SourceEvent } from '../api/types.ts'
import { rawText } from '../alerts/raw-text.ts'
import { named } from '../alerts/timeline/sentence.ts'
import { useText } from '../app/i18n.ts'
import { Button } from '../ui/button.tsx'
import { Chip, type Tone } from '../ui/chip.tsx'
import { cn } from '../ui/class-names.ts'
import { CodeBlock } from '../ui/code-block.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import {
  AcknowledgeIcon,
  CancelledIcon,
  ChevronRightIcon,
  DoneIcon,
  FailedIcon,
  InfoIcon,
  RepeatIcon,
  TriggeredIcon,
  WaitingIcon,
  type Icon,
} from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { Moment } from '../ui/time.tsx'
import { sourceEventsQuery } from './queries.ts'

/** Every event that arrived, newest first, with what became of it and why. */
export function EventFeed({ sourceKey }: { sourceKey: string }) {
  const { t } = useText()
  const query = useInfiniteQuery(sourceEventsQuery(sourceKey))
  const events = query.data?.pages.flatMap((page) => page.items)
  const first = useFirstIds(events)
  return (
    <Section title={t('sources:page.feed')} className="min-w-0 lg:border-t-0 lg:pt-0">
      {query.isError && !events && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {events?.length === 0 && (
        <EmptyState
          icon={WaitingIcon}
          title={t('sources:page.feedWaiting')}
          text={t('sources:page.feedWaitingText')}
          className="rounded-md border border-dashed border-line-strong py-10"
        />
      )}
      <ul aria-live="polite">
        {events?.map((event) => (
          <EventRow key={event.id} event={event} isNew={first !== undefined && !first.has(event.id)} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button className="mt-3" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common:action.loadMore')}
        </Button>
      )}
    </Section>
  )
}

/** The events that were there when the view was opened; every other one has arrived before the reader's eyes. */
function useFirstIds(events: SourceEvent[] | undefined): ReadonlySet<string> | undefined {
  const [first, setFirst] = useState<ReadonlySet<string>>()
  if (events && !first) setFirst(new Set(events.map((event) => event.id)))
  return first
}

const signByOutcome: Record<EventOutcome, { tone: Tone; icon: Icon }> = {
  created: { tone: 'triggered', icon: TriggeredIcon },
  repeated: { tone: 'quiet', icon: RepeatIcon },
  acknowledged: { tone: 'acknowledged', icon: AcknowledgeIcon },
  resolved: { tone: 'resolved', icon: DoneIcon },
  dropped: { tone: 'quiet', icon: CancelledIcon },
  rejected: { tone: 'triggered', icon: FailedIcon },
  change: { tone: 'maintenance', icon: InfoIcon },
}

function EventRow({ event, isNew }: { event: SourceEvent; isNew: boolean }) {
  const { t, has } = useText()
  const [open, setOpen] = useState(false)
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
        {event.reason && <span className="text-ink-soft">{named('sources:reason', event.reason, has, t)}</span>}
      </div>
      {/* The place of the mistake, as the sender was told it: for who writes the sender, in English. */}
      {open && event.detail && (
        <p lang="en" className="mb-1 pl-8 text-small text-ink-faint">
          {event.detail}
        </p>
      )}
      {open && <CodeBlock code={rawText(event.raw)} what={t('sources:page.raw')} className="mb-2" />}
    </li>
  )
}
