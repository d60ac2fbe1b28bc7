import type { EscalationPolicyConfig } from '../../../contract/config/escalation.ts'
import type { ReactNode } from 'react'
import type { Priority } from '../../../contract/keys.ts'
import { readDuration } from '../app/duration-text.ts'
import { formatCountdown, formatDurationExact, formatNames } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { cn } from '../ui/class-names.ts'
import { InfoIcon, RepeatIcon, WarningIcon } from '../ui/icons.ts'
import { ladderOf, type Ladder, type Rung } from './ladder.ts'
import { targetText } from './sentence.ts'
import { peopleBehind, type Directory } from './target.ts'

interface LadderProps {
  policy: EscalationPolicyConfig
  priority: Priority
  directory: Directory
}

/** The steps of a policy as rungs on the axis of time, each with who that is now; then the repeats and what is at the end. */
export function LadderView({ policy, priority, directory }: LadderProps) {
  const { t } = useText()
  const ladder = ladderOf(policy, priority)
  return (
    <ol className="relative" aria-label={t('policies:ladder.title')}>
      {ladder.delay > 0 && <Mark at={0}>{t('policies:ladder.delay')}</Mark>}
      {ladder.rungs.map((rung) => (
        <RungRow key={rung.step} rung={rung} ladder={ladder} directory={directory} />
      ))}
      <End policy={policy} ladder={ladder} />
    </ol>
  )
}

function Mark({ at, isEnd = false, children }: { at: number | null; isEnd?: boolean; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[4rem_1rem_minmax(0,1fr)] gap-x-2">
      <span className="pt-1 text-right text-ink-soft tabular-nums">{at === null ? '' : formatCountdown(at)}</span>
      <span aria-hidden className="relative flex justify-center">
        {!isEnd && <span className="absolute inset-y-0 top-3 w-0.5 bg-line-strong" />}
        <span className="mt-2.5 size-2.5 shrink-0 rounded-full border-2 border-line-strong bg-ground" />
      </span>
      <div className="min-w-0 pb-4">{children}</div>
    </li>
  )
}

/** The height of a rung grows with its time, so that the eye sees what waits long; up to where it would only be empty. */
const heightOf = ({ from, to }: Rung) => Math.min(9, 4.5 + Math.sqrt(Math.max(0, to - from)) / 8)

function RungRow({ rung, ladder, directory }: { rung: Rung; ladder: Ladder; directory: Directory }) {
  const { t, language } = useText()
  const people = peopleBehind(rung.targets, directory)
  const length = formatDurationExact(rung.to - rung.from, language)
  const names = formatNames(
    people.map((one) => one.name),
    language,
  )
  return (
    <Mark at={rung.from}>
      <div className="rounded-md border border-line bg-surface px-3 py-2" style={{ minHeight: `${heightOf(rung)}rem` }}>
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <strong className="font-semibold">{t('policies:ladder.step', { step: rung.step + 1 })}</strong>
          <span className="text-small text-ink-faint">
            {ladder.end === null
              ? t('policies:ladder.once')
              : t('policies:ladder.lasts', { length, count: rung.attempts })}
          </span>
        </p>
        <p>
          {formatNames(
            rung.targets.map((text) => targetText(text, directory, t)),
            language,
          )}
        </p>
        <p
          className={cn('text-ink-soft', people.length === 0 && 'flex items-center gap-1.5 font-medium text-triggered')}
        >
          {people.length === 0 && <WarningIcon className="size-4 shrink-0" aria-hidden />}
          {people.length === 0 ? t('policies:ladder.nobody') : t('policies:ladder.now', { names })}
        </p>
        {rung.takesTurns && <p className="text-small text-ink-soft">{t('policies:ladder.turns')}</p>}
        {rung.informs && (
          <p className="flex items-center gap-1 text-small text-ink-soft">
            <InfoIcon className="size-3.5 shrink-0" aria-hidden />
            {t('policies:ladder.informs')}
          </p>
        )}
      </div>
    </Mark>
  )
}

function End({ policy, ladder }: { policy: EscalationPolicyConfig; ladder: Ladder }) {
  const { t, language } = useText()
  const roundEnd = ladder.rungs.at(-1)?.to ?? 0
  return (
    <>
      {ladder.rounds > 1 && (
        <Mark at={roundEnd}>
          <p className="flex items-center gap-1.5 py-1">
            <RepeatIcon className="size-4 shrink-0 text-ink-faint" aria-hidden />
            {t('policies:ladder.repeat', { count: ladder.rounds - 1 })}
          </p>
        </Mark>
      )}
      <Mark at={ladder.end} isEnd>
        <p className="py-1 text-ink-soft">
          {ladder.end === null ? t('policies:ladder.endLow') : t('policies:ladder.end')}
          {policy.acknowledgeTimeout !== undefined &&
            ` ${t('policies:sentence.acknowledge', { length: formatDurationExact(readDuration(policy.acknowledgeTimeout) ?? 0, language) })}`}
        </p>
      </Mark>
    </>
  )
}
