import { useState } from 'react'
import type { PreviewedEvent } from '../../../../contract/event-rules.ts'
import { formatDurationExact } from '../../app/format.ts'
import { useText, type TextKey } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { cn } from '../../ui/class-names.ts'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import {
  CancelledIcon,
  ChevronRightIcon,
  DoneIcon,
  InfoIcon,
  PausedIcon,
  RepeatIcon,
  TriggeredIcon,
  WaitingIcon,
  WarningIcon,
  type Icon,
} from '../../ui/icons.ts'
import { Moment } from '../../ui/time.tsx'
import { differences } from './preview-view.ts'

const signByResult: Record<PreviewedEvent['result'], { tone: Tone; icon: Icon }> = {
  dropped: { tone: 'quiet', icon: CancelledIcon },
  suppressed: { tone: 'quiet', icon: PausedIcon },
  delayed: { tone: 'maintenance', icon: WaitingIcon },
  threshold: { tone: 'maintenance', icon: RepeatIcon },
  alert: { tone: 'triggered', icon: TriggeredIcon },
  answer: { tone: 'resolved', icon: DoneIcon },
  recorded: { tone: 'quiet', icon: InfoIcon },
}

/** One real event: how it would end, by which rule, and what would have become of its words. */
export function PreviewRow({ event, isChanged }: { event: PreviewedEvent; isChanged: boolean }) {
  const { t, language } = useText()
  const [open, setOpen] = useState(false)
  const { tone, icon } = signByResult[event.result]
  // An answer often says nothing but what it answers.
  const subject = event.after.summary || event.after.dedupKey
  const failures = event.rules.some((rule) => rule.failures.length > 0)
  return (
    <li className={cn('border-b border-line', isChanged && 'bg-accent-soft')}>
      <div className="row-height flex flex-wrap items-center gap-x-3 py-1">
        <Button
          look="ghost"
          size="icon"
          aria-expanded={open}
          aria-label={t('rules:preview.details', { summary: subject })}
          onClick={() => setOpen(!open)}
        >
          <ChevronRightIcon className={cn('transition-transform', open && 'rotate-90')} />
        </Button>
        <Moment at={event.receivedAt} className="w-22 shrink-0 text-ink-faint" />
        <span className="min-w-0 flex-1 truncate max-md:basis-full" title={subject}>
          {subject}
        </span>
        {isChanged && <span className="text-small font-medium text-accent">{t('rules:preview.new')}</span>}
        {failures && (
          <Chip tone="acknowledged" icon={WarningIcon} bare>
            {t('rules:preview.ruleFails')}
          </Chip>
        )}
        <Chip tone={tone} icon={icon} bare>
          {t(`rules:result.${event.result}`)}
          {event.delaySeconds !== null && ` ${formatDurationExact(event.delaySeconds, language)}`}
        </Chip>
      </div>
      {open && <Details event={event} />}
    </li>
  )
}

function Details({ event }: { event: PreviewedEvent }) {
  const { t } = useText()
  const { after } = event
  return (
    <div className="mb-3 flex flex-col gap-3 pl-10 max-md:pl-2">
      <Steps event={event} />
      <FactList>
        {differences(event).map(({ name, before, after: now }) => (
          <Fact key={name} name={t(`rules:fact.${name}`)}>
            <s className="text-ink-faint">{before}</s> {now}
          </Fact>
        ))}
        <Fact name={t('rules:fact.priority')}>{t(`alerts:priority.${after.priority}`)}</Fact>
        <Fact name={t('rules:fact.customer')}>{after.customer}</Fact>
        <Fact name={t('rules:fact.service')}>{after.service}</Fact>
        <Fact name={t('rules:fact.escalationPolicy')}>{after.escalationPolicy}</Fact>
        <Fact name={t('rules:fact.tags')}>{after.tags.join(', ')}</Fact>
        <Fact name={t('rules:fact.pages')}>{t(`rules:pages.${event.pages}`)}</Fact>
      </FactList>
      <FactList className="text-small">
        {Object.entries(after.fields).map(([name, value]) => (
          <Fact key={name} name={`fields.${name}`}>
            <code className="font-mono">{value}</code>
          </Fact>
        ))}
      </FactList>
    </div>
  )
}

/** What each rule said that was asked. */
function Steps({ event }: { event: PreviewedEvent }) {
  const { t, has } = useText()
  if (event.rules.length === 0) return <p className="text-small text-ink-faint">{t('rules:preview.noRules')}</p>
  const word = (action: string) => {
    const key = `rules:fact.${action}`
    return has(key) ? t(key as TextKey) : action
  }
  return (
    <ol className="flex flex-col gap-0.5 text-small">
      {event.rules.map((rule) => (
        <li key={rule.rule} className={rule.matched ? 'text-ink' : 'text-ink-faint'}>
          <span className="font-medium">{rule.rule}</span>
          {': '}
          {rule.matched
            ? rule.did.map(({ action, value }) => (value ? `${word(action)} ${value}` : word(action))).join(', ') ||
              t('rules:preview.holds')
            : t('rules:preview.holdsNot')}
          {rule.failures.map((failure) => (
            <span key={failure} lang="en" className="block pl-3 font-mono text-acknowledged">
              {failure}
            </span>
          ))}
        </li>
      ))}
    </ol>
  )
}
