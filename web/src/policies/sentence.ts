import type { EscalationPolicyConfig } from '../../../contract/config/escalation.ts'
import type { Language } from '../../../contract/keys.ts'
import { readDuration } from '../app/duration-text.ts'
import { formatDurationExact, formatNames } from '../app/format.ts'
import type { Translate } from '../app/i18n.ts'
import { ladderOf, type Rung } from './ladder.ts'
import { nameOfTarget, partsOf, type Directory } from './target.ts'

/** Whom a target means, in words: "whoever is on call in Primary". */
export function targetText(text: string, directory: Directory, t: Translate): string {
  const parts = partsOf(text)
  if (!parts) return text
  const name = nameOfTarget(parts, directory)
  if (parts.everybody) return t('policies:target.everybody', { name })
  return t(`policies:target.${parts.kind}`, { name })
}

interface Words {
  directory: Directory
  t: Translate
  language: Language
}

/** A policy as people say it: one sentence for each step, and for what comes before and after. */
export function sentencesOf(policy: EscalationPolicyConfig, words: Words): string[] {
  const { t, language } = words
  const { delay, rungs, rounds, end } = ladderOf(policy, 'high')
  const length = (seconds: number) => formatDurationExact(seconds, language)
  const timeout = policy.acknowledgeTimeout === undefined ? 0 : (readDuration(policy.acknowledgeTimeout) ?? 0)
  return [
    ...(delay > 0 ? [t('policies:sentence.delay', { length: length(delay) })] : []),
    ...rungs.map((rung) => stepSentence(rung, delay, policy.allAtOnce, words)),
    rounds > 1
      ? t('policies:sentence.repeat', { count: rounds - 1, end: length(end ?? 0) })
      : t('policies:sentence.once', { end: length(end ?? 0) }),
    ...(timeout > 0 ? [t('policies:sentence.acknowledge', { length: length(timeout) })] : []),
  ]
}

function stepSentence(rung: Rung, delay: number, allAtOnce: boolean, { directory, t, language }: Words): string {
  const names = formatNames(
    rung.targets.map((text) => targetText(text, directory, t)),
    language,
  )
  const who = rung.takesTurns ? t('policies:sentence.turns', { who: names }) : names
  const after = formatDurationExact(rung.from - delay, language)
  if (allAtOnce) return t('policies:sentence.allAtOnce', { who })
  if (rung.informs)
    return t(rung.step === 0 ? 'policies:sentence.informFirst' : 'policies:sentence.inform', { who, after })
  return t(rung.step === 0 ? 'policies:sentence.first' : 'policies:sentence.next', { who, after })
}
