import { useQuery } from '@tanstack/react-query'
import type { TimelineEntry } from '../../api/types.ts'
import { formatDay, formatExact, formatTimeOfDay } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useViewer } from '../../app/session.ts'
import { inkByTone, type Tone } from '../../ui/chip.tsx'
import { cn } from '../../ui/class-names.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import * as icons from '../../ui/icons.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { timelineQuery } from '../queries.ts'
import { byMinute } from './by-minute.ts'
import { sentenceOf } from './sentence.ts'

/** The whole story of an alert, newest last. */
export function Timeline({ alertId }: { alertId: string }) {
  const { t } = useText()
  const viewer = useViewer()
  const { data, error, refetch } = useQuery(timelineQuery(alertId))
  const groups = byMinute(data?.items ?? [])
  return (
    <Section title={t('alertpage:page.timeline')}>
      {error && <LoadFailed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="w-1/2" />}
      <ol className="flex flex-col">
        {groups.map((group, index) => {
          const at = group.entries[0]?.at ?? ''
          const day = formatDay(at, viewer)
          const previous = groups[index - 1]?.entries[0]?.at
          const isNewDay = !previous || formatDay(previous, viewer) !== day
          return (
            <li key={group.minute}>
              {isNewDay && <p className="pt-2 pb-1 text-small text-ink-faint">{day}</p>}
              <div className="flex gap-3">
                <time
                  dateTime={at}
                  title={formatExact(at, viewer)}
                  className="w-11 shrink-0 max-md:w-13 pt-0.5 text-ink-faint"
                >
                  {formatTimeOfDay(at, viewer)}
                </time>
                <ul className="min-w-0 flex-1 border-l border-line pb-2 pl-4">
                  {group.entries.map((entry) => (
                    <Entry key={entry.id} entry={entry} />
                  ))}
                </ul>
              </div>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { t, has } = useText()
  const viewer = useViewer()
  const { text, reasons } = sentenceOf(entry, { t, has, viewer })
  const { icon: Sign, tone } = signOf(entry.kind)
  return (
    <li className="relative py-0.5" title={formatTimeOfDay(entry.at, viewer, true)}>
      <span className="absolute top-1 -left-[1.6rem] flex size-4.5 items-center justify-center rounded-full bg-ground">
        <Sign className={cn('size-3.5', inkByTone[tone])} aria-hidden />
      </span>
      <span className={cn('whitespace-pre-wrap', tone === 'quiet' ? 'text-ink-soft' : 'font-medium text-ink')}>
        {text}
      </span>
      {reasons.length > 0 && (
        <Disclosure
          className="ml-2 inline-block align-top [&>summary]:min-h-5.5 max-md:[&>summary]:min-h-6"
          summary={t('timeline:why')}
          label={t('timeline:whyOf', { entry: text })}
        >
          <ul className="pb-1 pl-4.5 text-small text-ink-soft">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </li>
  )
}

/** What changes the state of the alert or went wrong stands out; the rest is quiet. */
const signs: Record<string, { icon: icons.Icon; tone: Tone }> = {
  'alert.triggered': { icon: icons.TriggeredIcon, tone: 'triggered' },
  'alert.changed': { icon: icons.RepeatIcon, tone: 'quiet' },
  'alert.expired': { icon: icons.DoneIcon, tone: 'resolved' },
  'alert.repeated': { icon: icons.RepeatIcon, tone: 'quiet' },
  'alert.acknowledged': { icon: icons.AcknowledgeIcon, tone: 'acknowledged' },
  'alert.resolved': { icon: icons.DoneIcon, tone: 'resolved' },
  'alert.held': { icon: icons.PausedIcon, tone: 'quiet' },
  'alert.holdMoved': { icon: icons.PausedIcon, tone: 'quiet' },
  'alert.released': { icon: icons.WaitingIcon, tone: 'quiet' },
  'escalation.none': { icon: icons.WarningIcon, tone: 'acknowledged' },
  'escalation.skipped': { icon: icons.WarningIcon, tone: 'acknowledged' },
  'escalation.ended': { icon: icons.WarningIcon, tone: 'triggered' },
  'page.created': { icon: icons.PersonIcon, tone: 'quiet' },
  'page.failed': { icon: icons.WarningIcon, tone: 'triggered' },
  'page.unreachable': { icon: icons.WarningIcon, tone: 'triggered' },
  'delivery.failed': { icon: icons.FailedIcon, tone: 'triggered' },
  'delivery.delivered': { icon: icons.DoneIcon, tone: 'quiet' },
  'delivery.limited': { icon: icons.WaitingIcon, tone: 'quiet' },
  'delivery.superseded': { icon: icons.CancelledIcon, tone: 'quiet' },
  'delivery.cancelled': { icon: icons.CancelledIcon, tone: 'quiet' },
  'answer.received': { icon: icons.ReplyIcon, tone: 'acknowledged' },
  'note.added': { icon: icons.NoteIcon, tone: 'quiet' },
  'fallback.paged': { icon: icons.WarningIcon, tone: 'acknowledged' },
  'system.noResponder': { icon: icons.WarningIcon, tone: 'triggered' },
}

const signByNoun: Record<string, { icon: icons.Icon; tone: Tone }> = {
  escalation: { icon: icons.EscalateIcon, tone: 'quiet' },
  delivery: { icon: icons.SendIcon, tone: 'quiet' },
}

function signOf(kind: string) {
  return signs[kind] ?? signByNoun[kind.split('.')[0] ?? ''] ?? { icon: icons.InfoIcon, tone: 'quiet' as const }
}
