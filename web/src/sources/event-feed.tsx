import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SourceEvent } from '../api/types.ts'
import { useText } from '../app/i18n.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { SearchIcon, WaitingIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { EventRow } from './event-row.tsx'
import { sourceEventsQuery, type EventFilters } from './queries.ts'

/** Every event that arrived, newest first, with what became of it and why. */
export function EventFeed({ sourceKey, filters = {} }: { sourceKey: string; filters?: EventFilters }) {
  const { t } = useText()
  const query = useInfiniteQuery(sourceEventsQuery(sourceKey, filters))
  const events = query.data?.pages.flatMap((page) => page.items)
  const first = useFirstIds(events)
  const isNarrowed = Object.values(filters).some((value) => value !== undefined)
  return (
    <>
      {query.isError && !events && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {events?.length === 0 && (
        <EmptyState
          icon={isNarrowed ? SearchIcon : WaitingIcon}
          title={t(isNarrowed ? 'sources:page.feedNone' : 'sources:page.feedWaiting')}
          text={t(isNarrowed ? 'sources:page.feedNoneText' : 'sources:page.feedWaitingText')}
          className="rounded-md border border-dashed border-line-strong py-10"
        />
      )}
      <ul aria-live="polite">
        {events?.map((event) => (
          <EventRow
            key={event.id}
            event={event}
            sourceKey={sourceKey}
            isNew={!isNarrowed && first !== undefined && !first.has(event.id)}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button className="mt-3" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common:action.loadMore')}
        </Button>
      )}
    </>
  )
}

/** The events that were there when the view was opened; every other one has arrived before the reader's eyes. */
function useFirstIds(events: SourceEvent[] | undefined): ReadonlySet<string> | undefined {
  const [first, setFirst] = useState<ReadonlySet<string>>()
  if (events && !first) setFirst(new Set(events.map((event) => event.id)))
  return first
}
