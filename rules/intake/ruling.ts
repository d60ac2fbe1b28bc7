import type { RuleLookup } from '../../contract/config/event-rule.ts'
import type { AlertEvent } from '../../contract/intake/event.ts'

/** What an event names by its key; an event rule said so, otherwise the source does. */
export const referenceNouns = ['customer', 'service', 'escalationPolicy'] as const
export type ReferenceNoun = (typeof referenceNouns)[number]

/** An event as the rules before have left it: what conditions and templates see. */
export interface Draft {
  event: AlertEvent
  /** Keys, with the rule that chose them. */
  chosen: Partial<Record<ReferenceNoun, Chosen>>
}

export interface Chosen {
  key: string
  rule: string
}

/** What a text is to become: each has its own length and form. */
export type TextKind = 'line' | 'key' | 'name' | 'value'

/**
 * Evaluates what rules say about a draft. It must be pure for a given event. Failures are in English, for the person who wrote
 * the rule.
 */
export interface RuleJudge {
  holds(condition: string, draft: Draft): { holds: boolean; failure?: string }
  /** `unfilled` is a name in the template that has no value. */
  render(template: string, draft: Draft, kind: TextKind): { text: string; unfilled?: string }
  /** The row of a look-up table as it is found by an expression or a template; no row is no failure. */
  find(lookup: RuleLookup, draft: Draft): { row?: Readonly<Record<string, string>>; failure?: string }
}

/** What keeps a new alert from paging. */
export type Wait =
  | { kind: 'suppressed'; rule: string }
  | { kind: 'delay'; rule: string; delay: string }
  | { kind: 'threshold'; rule: string; count: number; within: string }

export interface RuleStep {
  rule: string
  matched: boolean
  did: { action: string; value: string }[]
  failures: string[]
}

export interface Ruling {
  event: AlertEvent
  /** The rule that dropped it; the event is then of action `ignore`. */
  droppedBy?: string
  wait?: Wait
  chosen: Draft['chosen']
  /** The rules that were asked, in their order. */
  steps: RuleStep[]
}
