import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { EventRule } from '../../../../contract/config/event-rule.ts'
import type { PreviewedEvent } from '../../../../contract/event-rules.ts'
import { api, ApiError } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { topicKey } from '../../app/query.ts'
import type { Faults } from '../../setup/use-item-form.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { WaitingIcon } from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { PreviewRow } from './preview-row.tsx'
import { changedEvents, tally } from './preview-view.ts'

const pauseMilliseconds = 400

/** What the server says of these rules and the last events. The same judge as for real events; nothing is stored. */
const previewQuery = (sourceKey: string, rules: readonly EventRule[]) =>
  queryOptions({
    queryKey: topicKey('sources', 'preview', sourceKey, rules),
    queryFn: () =>
      api.post<{ events: PreviewedEvent[] }>(`/sources/${encodeURIComponent(sourceKey)}/rules/preview`, {
        rules,
        events: 50,
      }),
    retry: false,
    placeholderData: (before) => before,
  })

export interface PreviewState {
  events: readonly PreviewedEvent[] | undefined
  /** Ends otherwise than by the saved rules. */
  changed: ReadonlySet<string>
  faults: Faults
  error: Error | null
}

/** Asked anew when typing pauses; what is wrong with a rule comes back by its place. */
export function usePreview(sourceKey: string, rules: readonly EventRule[], isDraft: boolean): PreviewState {
  const [asked, setAsked] = useState(rules)
  const [saved, setSaved] = useState(rules)
  if (!isDraft && saved !== rules) setSaved(rules)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(rules), pauseMilliseconds)
    return () => clearTimeout(timer)
  }, [rules])
  const now = useQuery(previewQuery(sourceKey, asked))
  const before = useQuery(previewQuery(sourceKey, saved))
  const events = now.data?.events
  const compared = isDraft && events && before.data ? changedEvents(before.data.events, events) : new Set<string>()
  return { events, changed: compared, faults: faultsOf(now.error), error: now.error }
}

function faultsOf(error: Error | null): Faults {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.fields.map(({ field, message }) => [field, message ?? '']))
}

interface PreviewProps {
  preview: PreviewState
  hasRules: boolean
  isDraft: boolean
}

export function Preview({ preview, hasRules, isDraft }: PreviewProps) {
  const { t } = useText()
  const errorText = useErrorText()
  const [onlyChanged, setOnlyChanged] = useState(false)
  const { events, changed, error, faults } = preview
  const shown = onlyChanged && isDraft ? events?.filter(({ id }) => changed.has(id)) : events
  return (
    <Section title={t('rules:preview.title')} className="min-w-0 xl:border-t-0 xl:pt-0">
      {error && (
        <Notice tone="caution" className="mb-3">
          {Object.keys(faults).length > 0 ? t('rules:preview.faulty') : errorText(error)}
        </Notice>
      )}
      {!events && !error && <SkeletonRows rows={5} />}
      {events?.length === 0 && (
        <EmptyState
          icon={WaitingIcon}
          title={t('rules:preview.noEvents')}
          text={t('rules:preview.noEventsText')}
          className="rounded-md border border-dashed border-line-strong py-10"
        />
      )}
      {events && events.length > 0 && (
        <>
          <p role="status" className="mb-2 text-ink-soft">
            <Tally events={events} hasRules={hasRules} />
            {isDraft && ` ${t('rules:preview.changed', { count: changed.size })}`}
          </p>
          {isDraft && changed.size > 0 && (
            <CheckBox label={t('rules:preview.onlyChanged')} checked={onlyChanged} onChange={setOnlyChanged} />
          )}
          <ul>
            {shown?.map((event) => (
              <PreviewRow key={event.id} event={event} isChanged={isDraft && changed.has(event.id)} />
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function Tally({ events, hasRules }: { events: readonly PreviewedEvent[]; hasRules: boolean }) {
  const { t } = useText()
  const parts = tally(events).map(({ result, count }) => t(`rules:tally.${result}`, { count }))
  return t(hasRules ? 'rules:preview.tally' : 'rules:preview.tallyNoRules', {
    count: events.length,
    parts: parts.join(', '),
  })
}
