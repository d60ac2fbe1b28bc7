import type { Channel } from '../../contract/config/person.ts'
import type { Priority } from '../../contract/keys.ts'
import type { Responder, SkippedStep } from '../escalation/advance.ts'
import type { FrozenPolicy } from '../escalation/policy.ts'
import type { Turn } from '../escalation/turns.ts'
import type { Reachability } from '../notifications/person.ts'
import type { PlanBasis, UnreachableCause } from '../notifications/plan.ts'

/** Everything that decides who is paged when, as plain data. */
export interface Situation {
  /** As it would be frozen. */
  policy: FrozenPolicy
  priority: Priority
  /** When the alert begins. */
  at: Temporal.Instant
  /** A maintenance window holds it until then. */
  heldUntil?: Temporal.Instant | undefined
  /** Low because of support hours: becomes high then, if nobody has answered. */
  raiseAt?: Temporal.Instant | undefined
  /** Nothing from then on is looked at. */
  until: Temporal.Instant
  respondersOf(step: number, at: Temporal.Instant): Responder[]
  reachabilityOf(userId: string): Reachability
  fallbackUserIds: readonly string[]
  /** Whose turn it was in the steps that go round. */
  turns: readonly Turn[]
  answer: Answer
}

/** Who answers. One acknowledgement is simulated; when it ends by itself, nobody gives another. */
export type Answer =
  | { kind: 'nobody' }
  /** Everybody else acknowledges at once what reaches them first. */
  | { kind: 'all_but'; userIds: ReadonlySet<string> }
  /** Acknowledges so long after the alert began, paged or not. */
  | { kind: 'person'; userId: string; afterSeconds: number }

export type MessageKind = 'page' | 'inform' | 'reminder'

/** A message that goes out: the provider is taken to accept it. */
export interface MessageEntry {
  kind: 'message'
  at: Temporal.Instant
  of: MessageKind
  userId: string
  contactId: string
  channel: Channel
  attempt: number
  /** Counted from 0; -1 is the fallback. */
  step: number
  round: number
  via: Responder['via'] | undefined
  basis: PlanBasis
}

interface StepEntry {
  at: Temporal.Instant
  /** Counted from 0. */
  step: number
  round: number
}

export type SimulationEntry =
  | MessageEntry
  | ({ kind: 'step' | 'fallback' | 'informed' } & StepEntry)
  | ({ kind: 'skipped'; why: SkippedStep['reason'] } & StepEntry)
  | ({ kind: 'unreachable'; userId: string; why: UnreachableCause; via: Responder['via'] | undefined } & StepEntry)
  | { kind: 'held' | 'delayed'; at: Temporal.Instant; endsAt: Temporal.Instant }
  | { kind: 'raised' | 'reopened'; at: Temporal.Instant }
  | { kind: 'acknowledged'; at: Temporal.Instant; userId: string; endsAt: Temporal.Instant | null }
  /** `answered`: acknowledged for good; `waiting`: low priority, paged once; `and_so_on`: more than is looked at. */
  | { kind: 'end'; at: Temporal.Instant; why: 'answered' | 'waiting' | 'through' | 'and_so_on' }
