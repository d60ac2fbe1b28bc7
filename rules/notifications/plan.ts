/** A contact of the person, as far as planning needs to know it. */
export interface PlannableContact {
  id: string
  verified: boolean
  disabled: boolean
}

/** A notification rule of the page's priority: message this contact so long after the page began. */
export interface PlannableRule {
  contactId: string
  afterSeconds: number
}

export interface PageTiming {
  /** When the page begins. */
  at: Temporal.Instant
  /** Rounds of messages on each contact, at least 1. */
  attempts: number
  repeatEverySeconds: number
  /** When the step that asks ends: nothing is repeated from then on. */
  stepEndsAt: Temporal.Instant
  /** News that nobody has to answer: one message, at once, where the person is reached first. */
  once?: boolean
}

export interface PlannedDelivery {
  contactId: string
  /** Counted from 1 per contact. */
  attempt: number
  dueAt: Temporal.Instant
}

/**
 * Why these contacts. `no_rule`: the person has no rule for this priority. `rules_unusable`: every rule names a contact that
 * is not verified or was disabled. In both cases every usable contact is messaged at once: better too loud than silent.
 */
export type PlanBasis = 'rules' | 'no_rule' | 'rules_unusable'

/** Why nobody can be reached; keys of the catalogue (timeline:reason). */
export type UnreachableCause = 'no_contact' | 'no_verified_contact' | 'contacts_disabled'

export type Plan =
  | { kind: 'deliveries'; basis: PlanBasis; deliveries: PlannedDelivery[]; skippedContactIds: string[] }
  | { kind: 'unreachable'; cause: UnreachableCause }

/**
 * More messages than this on one contact for one page reach nobody who did not answer before; a policy that repeats every
 * second for a week must not fill the database in one transaction.
 */
export const maxAttemptsPerContact = 100

/**
 * Which messages a page consists of (R081, R087, ruling Z7). Each rule's contact is messaged first at its `after`, also when
 * the step has ended by then: nobody's contact is dropped. Repeats follow every `repeatEverySeconds` until `attempts`
 * messages, all of them before the end of the step.
 */
export function planPage(
  contacts: readonly PlannableContact[],
  rules: readonly PlannableRule[],
  timing: PageTiming,
): Plan {
  const usable = new Set(contacts.filter((one) => one.verified && !one.disabled).map((one) => one.id))
  if (usable.size === 0) return { kind: 'unreachable', cause: causeOf(contacts) }
  const usableRules = rules.filter((rule) => usable.has(rule.contactId))
  const skippedContactIds = [...new Set(rules.map((rule) => rule.contactId).filter((id) => !usable.has(id)))]
  const basis: PlanBasis = rules.length === 0 ? 'no_rule' : usableRules.length === 0 ? 'rules_unusable' : 'rules'
  const followed =
    basis === 'rules' ? usableRules : [...usable].map((contactId): PlannableRule => ({ contactId, afterSeconds: 0 }))
  const deliveries = timing.once === true ? firstOf(followed, timing.at) : deliveriesOf(followed, timing)
  return { kind: 'deliveries', basis, deliveries, skippedContactIds }
}

function firstOf(rules: readonly PlannableRule[], at: Temporal.Instant): PlannedDelivery[] {
  const first = rules.toSorted((a, b) => a.afterSeconds - b.afterSeconds)[0]
  return first ? [{ contactId: first.contactId, attempt: 1, dueAt: at }] : []
}

function causeOf(contacts: readonly PlannableContact[]): UnreachableCause {
  if (contacts.length === 0) return 'no_contact'
  return contacts.some((one) => one.verified) ? 'contacts_disabled' : 'no_verified_contact'
}

function deliveriesOf(rules: readonly PlannableRule[], timing: PageTiming): PlannedDelivery[] {
  const secondsByContact = new Map<string, Set<number>>()
  for (const rule of rules) {
    const seconds = secondsByContact.get(rule.contactId) ?? new Set<number>()
    for (const second of secondsOf(rule, timing)) seconds.add(second)
    secondsByContact.set(rule.contactId, seconds)
  }
  const planned = [...secondsByContact].flatMap(([contactId, seconds]) =>
    [...seconds]
      .toSorted((a, b) => a - b)
      .map((second, index) => ({ contactId, attempt: index + 1, dueAt: timing.at.add({ seconds: second }) })),
  )
  return planned.toSorted((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))
}

/** The offsets of one rule's messages from the begin of the page, in seconds. */
function secondsOf(rule: PlannableRule, timing: PageTiming): number[] {
  const stepSeconds = timing.stepEndsAt.since(timing.at).total('seconds')
  const seconds = [rule.afterSeconds]
  const attempts = Math.min(timing.attempts, maxAttemptsPerContact)
  for (let attempt = 2; attempt <= attempts; attempt += 1) {
    const second = rule.afterSeconds + (attempt - 1) * timing.repeatEverySeconds
    if (second >= stepSeconds) break
    seconds.push(second)
  }
  return seconds
}
