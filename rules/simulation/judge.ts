import { distinct } from '../escalation/advance.ts'
import type { UnreachableCause } from '../notifications/plan.ts'
import type { MessageEntry, SimulationEntry, Situation } from './types.ts'

/** What a set-up should not have. */
interface Warning {
  /** `nobody_on_call`: steps without anybody behind them; `same_person`: every step is theirs; `one_channel` (R081): reached on one only. */
  kind: 'nobody_on_call' | 'same_person' | 'one_channel'
  steps: number[]
  userId?: string
}

/** What to learn from a simulation at a glance. */
interface Judgement {
  first: MessageEntry | undefined
  fallbackAt: Temporal.Instant | undefined
  reachedUserIds: string[]
  neverReached: { userId: string; why: UnreachableCause }[]
  warnings: Warning[]
}

export function judge(situation: Situation, entries: readonly SimulationEntry[]): Judgement {
  const messages = entries.filter((entry) => entry.kind === 'message')
  const unreachable = entries.filter((entry) => entry.kind === 'unreachable')
  const reachedUserIds = [...new Set(messages.map((one) => one.userId))]
  const causeByUserId = new Map(unreachable.map((one) => [one.userId, one.why]))
  return {
    first: messages[0],
    fallbackAt: entries.find((entry) => entry.kind === 'fallback')?.at,
    reachedUserIds,
    neverReached: [...causeByUserId].map(([userId, why]) => ({ userId, why })),
    warnings: [...gaps(entries), ...alone(situation), ...onOneChannel(situation, reachedUserIds)],
  }
}

function gaps(entries: readonly SimulationEntry[]): Warning[] {
  const skipped = entries.filter((entry) => entry.kind === 'skipped' && entry.why === 'nobody_on_call')
  const steps = [...new Set(skipped.flatMap((entry) => ('step' in entry ? [entry.step] : [])))]
  return steps.length === 0 ? [] : [{ kind: 'nobody_on_call', steps }]
}

/** Escalating to whoever has slept through it already is no escalation. */
function alone({ policy, at, respondersOf }: Situation): Warning[] {
  const people = policy.steps.map((_, step) => distinct(respondersOf(step, at)).map((one) => one.userId))
  const [userId, ...others] = new Set(people.flat())
  if (policy.steps.length < 2 || userId === undefined || others.length > 0) return []
  return [{ kind: 'same_person', steps: [], userId }]
}

function onOneChannel({ reachabilityOf }: Situation, userIds: readonly string[]): Warning[] {
  const channelsOf = (userId: string) =>
    new Set(
      reachabilityOf(userId)
        .contacts.filter((one) => one.verified && !one.disabled)
        .map((one) => one.channel),
    )
  return userIds
    .filter((userId) => channelsOf(userId).size === 1)
    .map((userId) => ({ kind: 'one_channel' as const, steps: [], userId }))
}
