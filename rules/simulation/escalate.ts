import { acknowledgementFrom, afterInforming, informedBy, informingAfter } from '../escalation/acknowledged.ts'
import type { Responder } from '../escalation/advance.ts'
import { callOf, conclude, decide, reasonOf } from '../escalation/course.ts'
import type { CalledPerson, Call, Course } from '../escalation/course.ts'
import { beginsAt } from '../escalation/policy.ts'
import { assigned } from '../escalation/turns.ts'
import { pagePerson } from './state.ts'
import type { State } from './state.ts'
import type { Situation } from './types.ts'

const nobody: ReadonlySet<string> = new Set()

/** The escalation begins at its first step, after the delay of its policy unless that was waited for. */
export function begin(state: State, situation: Situation, { atOnce = false } = {}): void {
  const nextAt = atOnce ? state.now : beginsAt(situation.policy, situation.at, state.now)
  Object.assign(state, { escalation: 'active', round: 0, step: -1, nextAt, paged: [], ...silent })
  if (Temporal.Instant.compare(nextAt, state.now) > 0) {
    state.entries.push({ kind: 'delayed', at: state.now, endsAt: nextAt })
  }
}

const silent = { informAt: null, remindAt: null, acknowledgementEndsAt: null }

/** The deadline of the escalation has come: on until somebody is reached. */
export function advanceNow(state: State, situation: Situation): void {
  // The step has ended, and with it what it would repeat; first messages stay.
  state.planned = state.planned.filter((one) => one.attempt === 1)
  // As of the beginning of this deadline: whoever is tried in it is passed over by `tried`.
  const paged = new Set(state.paged.filter((one) => one.round === state.round).map((one) => one.userId))
  const respondersOf = (step: number, tried = nobody) => responders(state, situation, step, { paged, tried })
  let course: Course | undefined = { from: { round: state.round, step: state.step }, unreachable: 0 }
  while (course) course = tryOn(state, situation, course, respondersOf)
}

/** One decision with its pages; what goes on at once behind whom nobody reaches. */
function tryOn(
  state: State,
  situation: Situation,
  course: Course,
  respondersOf: (step: number, tried?: ReadonlySet<string>) => Responder[],
): Course | undefined {
  const { now: at, priority } = state
  const running = { policy: situation.policy, priority }
  const decision = decide(running, course, state.hasReached, respondersOf)
  for (const skipped of decision.skipped) {
    const { round, step } = skipped
    state.entries.push({ kind: 'skipped', at, step, round, why: reasonOf(course, skipped) })
  }
  if (decision.kind === 'page') state.entries.push({ kind: 'step', at, ...decision.at })
  if (decision.kind === 'nobody') state.entries.push({ kind: 'fallback', at, round: decision.at.round, step: -1 })
  const call = callOf(running, decision, situation.fallbackUserIds, at)
  const next = conclude(running, course, decision, call ? pageAll(state, situation, call) : [], at)
  if (next.kind === 'again') return next.course
  const { status, ...progress } = next.progress
  Object.assign(state, { escalation: status, ...progress, ...silent })
  return undefined
}

function pageAll(state: State, situation: Situation, { responders: people, ...asked }: Call): CalledPerson[] {
  return people.map(({ userId, via }) => pagePerson(state, situation, { of: 'page', userId, via, ...asked }))
}

function responders(
  state: State,
  { policy, respondersOf }: Situation,
  step: number,
  known: { paged: ReadonlySet<string>; tried: ReadonlySet<string> },
): Responder[] {
  return assigned(policy, step, respondersOf(step, state.now), { book: state.book, preview: false, ...known })
}

/** Somebody acknowledges: everything stops for everybody, but for what the policy says for after that. */
export function acknowledge(state: State, { policy }: Situation, userId: string): void {
  const { remindAt, endsAt } = acknowledgementFrom(policy, state.now)
  const informing = informingAfter(policy, state.step, state.priority, state.nextAt)
  const after = { informAt: informing?.at ?? null, remindAt, acknowledgementEndsAt: endsAt }
  Object.assign(state, { acknowledgedBy: userId, hasAnswered: true, planned: [], paged: [], nextAt: null })
  Object.assign(state, { escalation: 'stopped', ...after })
  state.entries.push({ kind: 'acknowledged', at: state.now, userId, endsAt })
}

/** Something is due although somebody has acknowledged. */
export function followAcknowledgement(state: State, situation: Situation): void {
  const isDue = (at: Temporal.Instant | null) => at !== null && Temporal.Instant.compare(at, state.now) <= 0
  if (isDue(state.acknowledgementEndsAt)) return reopen(state, situation)
  const news = { round: state.round, attempts: 1, repeatEverySeconds: 60, stepEndsAt: state.now }
  const lastStep = state.step
  if (isDue(state.informAt)) inform(state, situation, news)
  if (isDue(state.remindAt)) {
    const asked = { of: 'reminder' as const, userId: state.acknowledgedBy!, via: undefined, step: lastStep, ...news }
    pagePerson(state, situation, asked)
    state.remindAt = null
  }
}

type News = Pick<Parameters<typeof pagePerson>[2], 'round' | 'attempts' | 'repeatEverySeconds' | 'stepEndsAt'>

function inform(state: State, situation: Situation, news: News): void {
  const { policy } = situation
  const respondersOf = (index: number) => responders(state, situation, index, { paged: nobody, tried: nobody })
  const { step, isEmpty, responders: people } = informedBy(policy, state, state.now, respondersOf)
  const place = { at: state.now, step, round: state.round }
  state.entries.push(isEmpty ? { kind: 'skipped', ...place, why: 'nobody_on_call' } : { kind: 'informed', ...place })
  const called = people.map(({ userId, via }) =>
    pagePerson(state, situation, { of: 'inform', userId, via, step, ...news }),
  )
  const hasReached = called.some((page) => page.deliveries > 0)
  const informAt = afterInforming(policy, { step, hasReached }, state.priority, state.now)
  Object.assign(state, { step, informAt })
}

function reopen(state: State, situation: Situation): void {
  state.entries.push({ kind: 'reopened', at: state.now })
  Object.assign(state, { acknowledgedBy: null, planned: [] })
  const { heldUntil } = situation
  if (heldUntil === undefined || Temporal.Instant.compare(heldUntil, state.now) <= 0) {
    return begin(state, situation, { atOnce: true })
  }
  // What held it when it was acknowledged holds it still, until the end.
  Object.assign(state, { escalation: 'none', ...silent })
  state.entries.push({ kind: 'held', at: state.now, endsAt: heldUntil })
}

/** Support hours have turned and nobody has answered: high from now on, from the first step. */
export function raise(state: State, situation: Situation): void {
  Object.assign(state, { priority: 'high', raiseAt: null })
  state.entries.push({ kind: 'raised', at: state.now })
  if (state.escalation === 'none') return
  state.planned = []
  begin(state, situation)
}
