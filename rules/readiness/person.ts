import type { Channel } from '../../contract/config/person.ts'
import type { Priority } from '../../contract/keys.ts'

/** What is known of one person who may be paged. */
export interface PersonFacts {
  canSignIn: boolean
  /** Until when the invitation that waits for an answer works; undefined without one. */
  invitationEndsAt?: Temporal.Instant | undefined
  contacts: readonly ContactFacts[]
  /** Contact is a key of these contacts, or `push` for all devices. */
  rules: readonly { priority: Priority; contact: string }[]
  /** When a test message last got through, on whichever contact. */
  testedAt?: Temporal.Instant | undefined
}

export interface ContactFacts {
  key: string
  channel: Channel
  verified: boolean
  disabled: boolean
}

export type PersonProblemCode =
  | 'no_contact'
  | 'no_verified_contact'
  | 'contacts_disabled'
  | 'one_channel'
  | 'internet_only'
  | 'no_high_rule'
  | 'no_low_rule'
  | 'rule_unusable'
  | 'device_dead'
  | 'not_tested'
  | 'test_old'
  | 'invitation_open'
  | 'invitation_expired'
  | 'cannot_sign_in'

/** `error`: the person is not ready to be paged. `warning`: it works, but not as somebody believes. */
export type Severity = 'error' | 'warning'

export interface PersonProblem {
  code: PersonProblemCode
  severity: Severity
  /** The contact that it is about. */
  contact?: string
  channel?: Channel
}

/** A test that is older says little about today's phone. */
const testDays = 90

const withoutInternet: readonly Channel[] = ['sms', 'voice']

/** Everything that stands between this person and a page that arrives (R081, R093), the worst first. */
export function personProblems(facts: PersonFacts, now: Temporal.Instant): PersonProblem[] {
  return [...reachProblems(facts), ...ruleProblems(facts), ...deviceProblems(facts), ...accountProblems(facts, now)]
}

export const isReady = (problems: readonly PersonProblem[]) => problems.every(({ severity }) => severity !== 'error')

const isUsable = ({ verified, disabled }: ContactFacts) => verified && !disabled

/**
 * Whether a message could go to this person at all: one contact that is verified and works, be it a device alone. The rule for
 * whoever stands in when nobody else is reached, on the server and in the console.
 */
export const isReachable = (contacts: readonly ContactFacts[]) => contacts.some(isUsable)

function reachProblems({ contacts }: PersonFacts): PersonProblem[] {
  const channels = [...new Set(contacts.filter(isUsable).map(({ channel }) => channel))]
  const [first] = channels
  if (first === undefined) return [{ code: causeOf(contacts), severity: 'error' }]
  if (channels.length === 1) return [{ code: 'one_channel', severity: 'error', channel: first }]
  if (channels.some((channel) => withoutInternet.includes(channel))) return []
  return [{ code: 'internet_only', severity: 'warning' }]
}

function causeOf(contacts: readonly ContactFacts[]): PersonProblemCode {
  if (contacts.length === 0) return 'no_contact'
  return contacts.some(({ verified }) => verified) ? 'contacts_disabled' : 'no_verified_contact'
}

function ruleProblems({ contacts, rules }: PersonFacts): PersonProblem[] {
  if (!contacts.some(isUsable)) return []
  const usable = new Set<string>(contacts.filter(isUsable).map(({ key }) => key))
  if (contacts.some((one) => one.channel === 'push' && isUsable(one))) usable.add('push')
  const missing = (['high', 'low'] as const).filter((priority) => rules.every((rule) => rule.priority !== priority))
  const broken = new Set(rules.flatMap(({ contact }) => (usable.has(contact) ? [] : [contact])))
  return [
    ...missing.map((priority): PersonProblem => ({ code: `no_${priority}_rule`, severity: 'warning' })),
    ...[...broken].map((contact): PersonProblem => ({ code: 'rule_unusable', severity: 'warning', contact })),
  ]
}

function deviceProblems({ contacts }: PersonFacts): PersonProblem[] {
  return contacts
    .filter(({ channel, disabled }) => channel === 'push' && disabled)
    .map(({ key }) => ({ code: 'device_dead', severity: 'warning', contact: key }))
}

function accountProblems(facts: PersonFacts, now: Temporal.Instant): PersonProblem[] {
  const found: PersonProblem[] = []
  const { testedAt, canSignIn, invitationEndsAt } = facts
  const isOld = testedAt && Temporal.Instant.compare(testedAt, now.subtract({ hours: testDays * 24 })) < 0
  if (facts.contacts.some(isUsable) && (testedAt === undefined || isOld)) {
    found.push({ code: testedAt === undefined ? 'not_tested' : 'test_old', severity: 'warning' })
  }
  if (canSignIn) return found
  if (invitationEndsAt === undefined) return [...found, { code: 'cannot_sign_in', severity: 'warning' }]
  const isOver = Temporal.Instant.compare(invitationEndsAt, now) <= 0
  return [...found, { code: isOver ? 'invitation_expired' : 'invitation_open', severity: 'warning' }]
}
