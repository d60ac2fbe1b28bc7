import type { Priority } from '../../contract/keys.ts'
import type { Responder } from '../escalation/advance.ts'
import type { CalledPerson } from '../escalation/course.ts'
import { openBook } from '../escalation/turns.ts'
import type { TurnBook } from '../escalation/turns.ts'
import { planForPerson } from '../notifications/person.ts'
import type { PageTiming } from '../notifications/plan.ts'
import type { MessageEntry, MessageKind, SimulationEntry, Situation } from './types.ts'

/** Where a simulated alert stands: the columns of its row and of its escalation's. */
export interface State {
  now: Temporal.Instant
  priority: Priority
  raiseAt: Temporal.Instant | null
  escalation: 'none' | 'active' | 'stopped' | 'ended'
  acknowledgedBy: string | null
  round: number
  step: number
  nextAt: Temporal.Instant | null
  informAt: Temporal.Instant | null
  remindAt: Temporal.Instant | null
  acknowledgementEndsAt: Temporal.Instant | null
  /** Whom the present run has paged, and in which round. */
  paged: { userId: string; round: number }[]
  /** Messages that are planned; `turn` keeps the order of those that are due together. */
  planned: MessageEntry[]
  hasReached: boolean
  /** The one answer that is simulated has been given. */
  hasAnswered: boolean
  book: TurnBook
  entries: SimulationEntry[]
}

export function openState({ at, priority, raiseAt, turns }: Situation): State {
  return {
    now: at,
    priority,
    raiseAt: raiseAt ?? null,
    escalation: 'none',
    acknowledgedBy: null,
    round: 0,
    step: -1,
    nextAt: null,
    informAt: null,
    remindAt: null,
    acknowledgementEndsAt: null,
    paged: [],
    planned: [],
    hasReached: false,
    hasAnswered: false,
    book: openBook(turns),
    entries: [],
  }
}

/** What a step asks of one person. */
interface Asked extends Omit<PageTiming, 'at' | 'once'> {
  of: MessageKind
  userId: string
  via: Responder['via'] | undefined
  step: number
  round: number
}

/** Plans the messages of a page along the person's own rules. */
export function pagePerson(state: State, situation: Situation, asked: Asked): CalledPerson {
  const { now } = state
  const { of, userId, via, step, round, ...timing } = asked
  const reachability = situation.reachabilityOf(userId)
  const plan = planForPerson(reachability, state.priority, { ...timing, at: now, once: of !== 'page' })
  if (of === 'page') state.paged.push({ userId, round })
  if (plan.kind === 'unreachable') {
    state.entries.push({ kind: 'unreachable', at: now, userId, why: plan.cause, via, step, round })
    return { userId, deliveries: 0 }
  }
  const channelById = new Map(reachability.contacts.map((one) => [one.id, one.channel]))
  const messages = plan.deliveries.map(({ contactId, attempt, dueAt }): MessageEntry => {
    const place = { of, userId, via, step, round, basis: plan.basis }
    return { kind: 'message', at: dueAt, contactId, channel: channelById.get(contactId)!, attempt, ...place }
  })
  state.planned.push(...messages)
  const firstAt = messages[0]?.at
  return { userId, deliveries: messages.length, ...(firstAt && { firstAt }) }
}
