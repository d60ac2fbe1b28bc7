import { acknowledge, advanceNow, begin, followAcknowledgement, raise } from './escalate.ts'
import { openState } from './state.ts'
import type { State } from './state.ts'
import type { MessageEntry, SimulationEntry, Situation } from './types.ts'

/** More than this nobody reads; a policy that repeats every second must not fill the memory. */
const maxEntries = 2_000

/**
 * Who is paged when: walks time from deadline to deadline with the rules that page in production. Every message is taken to
 * be accepted by its provider. What is due at one instant happens in the order in which the loops of the server run:
 * escalations, acknowledgements, messages, raising; answers come last.
 */
export function simulate(situation: Situation): SimulationEntry[] {
  const state = openState(situation)
  const startsAt = situation.heldUntil ?? situation.at
  if (Temporal.Instant.compare(startsAt, state.now) > 0) {
    state.entries.push({ kind: 'held', at: state.now, endsAt: startsAt })
  }
  for (;;) {
    const waitsToBegin = state.escalation === 'none'
    const at = earliest([...deadlines(state, situation), waitsToBegin ? startsAt : null])
    if (at === undefined) return ended(state)
    const isTooMuch = state.entries.length >= maxEntries
    if (isTooMuch || Temporal.Instant.compare(at, situation.until) >= 0) {
      return [...state.entries, { kind: 'end', at: isTooMuch ? state.now : situation.until, why: 'and_so_on' }]
    }
    if (Temporal.Instant.compare(at, state.now) > 0) state.now = at
    if (waitsToBegin && Temporal.Instant.compare(startsAt, state.now) <= 0) begin(state, situation)
    else act(state, situation)
  }
}

/** The first of what is due at this instant. */
function act(state: State, situation: Situation): void {
  const isDue = (at: Temporal.Instant | null) => at !== null && Temporal.Instant.compare(at, state.now) <= 0
  if (isDue(state.nextAt)) return advanceNow(state, situation)
  if (isDue(state.informAt) || isDue(state.remindAt) || isDue(state.acknowledgementEndsAt)) {
    return followAcknowledgement(state, situation)
  }
  const sent = send(state)
  if (sent.length > 0) return answerAtOnce(state, situation, sent)
  // Only what nobody has answered rises.
  if (isDue(state.raiseAt) && state.acknowledgedBy === null) return raise(state, situation)
  if (isDue(state.raiseAt)) state.raiseAt = null
  const { answer } = situation
  if (answer.kind === 'person' && !state.hasAnswered) acknowledge(state, situation, answer.userId)
}

/** When something happens next, in no order. */
function deadlines(state: State, { answer: given, at }: Situation): (Temporal.Instant | null)[] {
  const answersAt = given.kind === 'person' && !state.hasAnswered ? at.add({ seconds: given.afterSeconds }) : null
  const due = state.planned.map((one) => one.at)
  return [state.nextAt, state.informAt, state.remindAt, state.acknowledgementEndsAt, state.raiseAt, answersAt, ...due]
}

function earliest(instants: readonly (Temporal.Instant | null)[]): Temporal.Instant | undefined {
  const known = instants.filter((one) => one !== null)
  return known.length === 0 ? undefined : known.reduce((a, b) => (Temporal.Instant.compare(b, a) < 0 ? b : a))
}

/** The messages that are due go out. */
function send(state: State): MessageEntry[] {
  const due = state.planned.filter((one) => Temporal.Instant.compare(one.at, state.now) <= 0)
  if (due.length === 0) return due
  state.planned = state.planned.filter((one) => !due.includes(one))
  state.entries.push(...due)
  state.hasReached = true
  return due
}

/** Whoever is not among those who do not answer acknowledges the first message that reaches them. */
function answerAtOnce(state: State, situation: Situation, sent: readonly MessageEntry[]): void {
  const { answer } = situation
  if (answer.kind !== 'all_but' || state.hasAnswered) return
  const first = sent.find((one) => !answer.userIds.has(one.userId))
  if (first) acknowledge(state, situation, first.userId)
}

function ended(state: State): SimulationEntry[] {
  const why = state.acknowledgedBy !== null ? 'answered' : state.escalation === 'ended' ? 'through' : 'waiting'
  return [...state.entries, { kind: 'end', at: state.now, why }]
}
