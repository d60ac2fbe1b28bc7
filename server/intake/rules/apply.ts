import type { AlertEvent } from '../../../contract/intake/event.ts'
import { parseDuration } from '../../../contract/durations.ts'
import { applyRules } from '../../../rules/intake/event-rules.ts'
import { referenceNouns } from '../../../rules/intake/ruling.ts'
import type { Ruling, Wait } from '../../../rules/intake/ruling.ts'
import type { AlertSource, AskedHold, EventOutcome, IncomingEvent } from '../../alerts/index.ts'
import { listHeldNow, releaseAsked } from '../../holds/index.ts'
import type { Connection, Trx } from '../../kernel/db/types.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Submission } from '../types.ts'
import { createJudge, Patience } from './evaluate.ts'
import { knownKeys, unknownMessage } from './references.ts'
import { countTriggers } from './thresholds.ts'
import type { CountedTrigger } from './thresholds.ts'

/** An event of a batch and what the rules of its source say about it. */
export interface RuledEvent {
  submission: Submission
  incoming: IncomingEvent
  /** Only where the source has rules. */
  ruling?: Ruling
  /** What it names and nobody has set up. */
  unknown?: { rule: string; message: string }[]
  outcome?: EventOutcome
}

/** Asks the rules of each source; an event of a source without rules is taken as it is, and costs nothing. */
export function createRuler(): (submission: Submission, event: AlertEvent) => Pick<RuledEvent, 'incoming' | 'ruling'> {
  const patience = new Patience()
  return (submission, event) => {
    const { source, receivedAt } = submission
    // What else the request does in its transaction wants to know what became of its events.
    // Whether a message was received before, only the transaction knows.
    const onTheSpot = submission.also !== undefined || event.messageId !== undefined
    if (source.rules === undefined) return { incoming: { source, event, onTheSpot } }
    const { spent, end } = patience.begin()
    const around = { rules: source.rules, priorities: source.priorities, receivedAt }
    const ruling = applyRules(source.rules.list, event, createJudge(around, spent))
    end()
    const incoming: IncomingEvent = { source: withoutHours(source, ruling), event: ruling.event, onTheSpot }
    if (ruling.wait?.kind === 'threshold') incoming.onTheSpot = true
    else if (ruling.wait) incoming.hold = holdFor(submission, ruling.wait)
    return { incoming, ruling }
  }
}

/** The priority that a rule says is the last word: support hours do not raise such an alert. */
function withoutHours(source: AlertSource, { event }: Ruling): AlertSource {
  if (event.priority === undefined || source.priorities.supportHours === undefined) return source
  return { ...source, priorities: { ...source.priorities, supportHours: undefined } }
}

/** The rule stands in the hold, so that people read why and a changed rule can let go of it. */
function holdFor({ source, receivedAt }: Submission, wait: Wait): AskedHold {
  const data = { by: { key: wait.rule, name: wait.rule }, source: source.id }
  if (wait.kind !== 'delay') return { reason: wait.kind, data }
  return { reason: 'delay', data, untilAt: receivedAt.add({ seconds: parseDuration(wait.delay)! }) }
}

/**
 * Of these alerts, found to be repeated by events that no rule holds back, those that are held: perhaps by a rule that no longer
 * holds. Such a repeat is not a quiet one. Asked only for sources whose rules may hold.
 */
export async function heldAgainstRules(
  engine: Connection,
  orgId: string,
  events: readonly (RuledEvent & { repeats: string | undefined })[],
): Promise<ReadonlySet<string>> {
  const ids = events.flatMap(({ submission, incoming, repeats }) =>
    repeats !== undefined && submission.source.rules?.mayHold && incoming.hold === undefined ? [repeats] : [],
  )
  return new Set(await listHeldNow(engine, orgId, [...new Set(ids)]))
}

/** Finds what the rules name and counts what thresholds count; fills `incoming`. Runs again when the transaction does. */
export async function settleRules(work: Work, events: readonly RuledEvent[]): Promise<void> {
  const ruled = events.filter(({ ruling }) => ruling !== undefined)
  if (ruled.length === 0) return
  await settleReferences(work.trx, ruled)
  await settleThresholds(work, ruled)
}

async function settleThresholds(work: Work, events: readonly RuledEvent[]): Promise<void> {
  const counted = events.flatMap((one) => {
    const { ruling, incoming, submission } = one
    if (ruling?.wait?.kind !== 'threshold' || incoming.event.action !== 'trigger') return []
    const { receivedAt, source } = submission
    const trigger: CountedTrigger = {
      sourceId: source.id,
      dedupKey: incoming.event.dedupKey,
      receivedAt,
      wait: ruling.wait,
    }
    return [{ one, trigger }]
  })
  const reached = await countTriggers(
    work,
    counted.map(({ trigger }) => trigger),
  )
  for (const [index, { one, trigger }] of counted.entries()) {
    const { hold: _, ...incoming } = one.incoming
    one.incoming = reached[index] ? incoming : { ...incoming, hold: holdFor(one.submission, trigger.wait) }
  }
}

/** What a rule names and nobody has set up is told, and that of the source applies. */
async function settleReferences(trx: Trx, events: readonly RuledEvent[]): Promise<void> {
  const known = await knownKeys(
    trx,
    events.map(({ ruling }) => ruling),
  )
  for (const one of events) {
    one.unknown = []
    one.incoming.source = withoutHours(one.submission.source, one.ruling!)
    for (const noun of referenceNouns) {
      const chosen = one.ruling?.chosen[noun]
      if (chosen === undefined) continue
      const id = known[noun].get(chosen.key)
      if (id !== undefined) one.incoming.source = { ...one.incoming.source, [`${noun}Id`]: id }
      else one.unknown.push({ rule: chosen.rule, message: unknownMessage(noun, chosen.key) })
    }
  }
}

/** An alert that a rule held back and whose events no rule holds back any more pages now. */
export async function releaseFreed(work: Work, events: readonly RuledEvent[]): Promise<void> {
  const freed = events.flatMap(({ submission, incoming, outcome }) =>
    submission.source.rules?.mayHold &&
    incoming.event.action === 'trigger' &&
    incoming.hold === undefined &&
    outcome?.outcome === 'repeated'
      ? [outcome.alertId!]
      : [],
  )
  await releaseAsked(work, [...new Set(freed)])
}

/** What could not be carried out, in English, for the person who wrote the rules. */
export function ruleFailures({ ruling, unknown = [] }: RuledEvent): { rule: string; message: string }[] {
  const steps = ruling?.steps ?? []
  return [...steps.flatMap(({ rule, failures }) => failures.map((message) => ({ rule, message }))), ...unknown]
}
