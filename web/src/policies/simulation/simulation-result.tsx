import { useState } from 'react'
import type { SimulationEntryView, SimulationView } from '../../../../contract/simulations.ts'
import { formatCountdown, formatDurationExact, formatTimeOfDay } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useViewer } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Notice } from '../../ui/notice.tsx'
import { momentsOf, shortened, type Moment } from './rows.ts'

/** A run as a timeline: when, who, on what; what to learn from it, and what it left out. */
export function SimulationResult({ simulation }: { simulation: SimulationView }) {
  const { t } = useText()
  const [isWhole, setIsWhole] = useState(false)
  const { shown, hidden } = shortened(momentsOf(simulation.entries), isWhole ? 2_000 : 14)
  return (
    <div className="mt-4 flex flex-col gap-4" aria-live="polite">
      <Lessons simulation={simulation} />
      {/* Hatched at its edge: nobody takes it for what has happened, and it can be read. */}
      <div className="hatched overflow-hidden rounded-md border border-simulation-line bg-simulation-soft pl-2.5">
        <ol className="bg-surface" aria-label={t('policies:simulation.run')}>
          {shown.map((moment) => (
            <MomentRow key={moment.offsetSeconds} moment={moment} begin={simulation.at} />
          ))}
        </ol>
      </div>
      {hidden > 0 && (
        <Button size="small" className="self-start" onClick={() => setIsWhole(true)}>
          {t('policies:simulation.more', { count: hidden })}
        </Button>
      )}
      <Disclosure summary={t('policies:simulation.notConsidered', { count: simulation.notConsidered.length })}>
        <ul className="mt-1 flex list-disc flex-col gap-1 pl-5 text-small text-ink-soft">
          {simulation.notConsidered.map(({ kind }) => (
            <li key={kind}>{t(`policies:notConsidered.${kind}`)}</li>
          ))}
        </ul>
      </Disclosure>
    </div>
  )
}

/** What a set-up should not have, first of all. */
function Lessons({ simulation: { summary } }: { simulation: SimulationView }) {
  const { t } = useText()
  const [first] = summary.reached
  return (
    <>
      {!first && <Notice tone="problem">{t('policies:simulation.nobody')}</Notice>}
      {summary.neverReached.map(({ person, why }) => (
        <Notice key={person.key} tone="caution">
          {t('policies:simulation.never', {
            name: person.name,
            why: t(`policies:why.${why}` as 'policies:why.no_contact'),
          })}
        </Notice>
      ))}
      {summary.warnings.map(({ kind, steps, person }) => (
        <Notice key={`${kind} ${person?.key}`} tone="caution">
          {t(`policies:warning.${kind}`, { count: steps.length, steps: steps.join(', '), name: person?.name ?? '' })}
        </Notice>
      ))}
    </>
  )
}

function MomentRow({ moment, begin }: { moment: Moment; begin: string }) {
  const viewer = useViewer()
  const at = new Date(Date.parse(begin) + moment.offsetSeconds * 1_000).toISOString()
  return (
    <li className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 border-b border-line px-3 py-1.5 last:border-b-0">
      <span className="text-right font-medium tabular-nums" title={formatTimeOfDay(at, viewer, true)}>
        {formatCountdown(moment.offsetSeconds)}
      </span>
      <ul>
        {moment.entries.map((entry, index) => (
          <EntryLine key={index} entry={entry} />
        ))}
      </ul>
    </li>
  )
}

const quiet = new Set<SimulationEntryView['kind']>(['step', 'held', 'delayed', 'end'])

function EntryLine({ entry }: { entry: SimulationEntryView }) {
  return (
    <li
      className={cn(
        entry.kind === 'message' && 'font-medium text-ink',
        quiet.has(entry.kind) && 'text-ink-soft',
        (entry.kind === 'skipped' || entry.kind === 'unreachable') && 'text-triggered',
      )}
    >
      <EntryText entry={entry} />
    </li>
  )
}

function EntryText({ entry }: { entry: SimulationEntryView }) {
  const { t, language } = useText()
  const why = entry.why === null ? '' : t(`policies:why.${entry.why}` as 'policies:why.no_contact')
  const waits = entry.endsAt ? (Date.parse(entry.endsAt) - Date.parse(entry.at)) / 1_000 : 0
  const values = {
    step: entry.step ?? 0,
    round: entry.round ?? 1,
    name: entry.person?.name ?? '',
    channel: entry.channel ? t(`common:channel.${entry.channel}`) : '',
    address: entry.contact?.address ?? '',
    count: entry.attempt ?? 1,
    length: formatDurationExact(waits, language),
    why,
  }
  if (entry.kind === 'message') return t(`policies:message.${entry.message ?? 'page'}`, values)
  return t(`policies:entry.${entry.kind}`, values)
}
