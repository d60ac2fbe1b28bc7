import type { Language } from '../../contract/keys.ts'
import type { PersonReadiness, SetupProblemView } from '../../contract/readiness.ts'
import type { PersonProblem } from '../../rules/readiness/person.ts'
import { isReachable, isReady, personProblems } from '../../rules/readiness/person.ts'
import type { SetupProblem } from '../../rules/readiness/setup.ts'
import type { Translate } from '../kernel/i18n.ts'
import type { PersonRow } from './store.ts'

/** A person as the page of readiness shows them. */
export function presentPerson(
  row: PersonRow,
  because: PersonReadiness['because'],
  { now, words }: { now: Temporal.Instant; words: Translate },
): PersonReadiness {
  const { id, key, name, role, canSignIn, contacts, rules, testedAt } = row
  const facts = { canSignIn, contacts, rules }
  const problems = personProblems(
    { ...facts, invitationEndsAt: row.invitationEndsAt ?? undefined, testedAt: testedAt ?? undefined },
    now,
  )
  const byChannel = Map.groupBy(contacts, (contact) => contact.channel)
  const count = (priority: 'high' | 'low') => rules.filter((rule) => rule.priority === priority).length
  return {
    user: { id, key, name, role },
    ready: isReady(problems),
    reachable: isReachable(contacts),
    because,
    channels: [...byChannel].map(([channel, of]) => ({
      channel,
      usable: of.filter(({ verified, disabled }) => verified && !disabled).length,
      total: of.length,
    })),
    rules: { high: count('high'), low: count('low') },
    canSignIn,
    lastTestAt: testedAt?.toString() ?? null,
    lastTest: testedAt && {
      at: testedAt.toString(),
      contact: row.testContact,
      channel: row.testChannel!,
      outcome: row.testOutcome!,
    },
    problems: problems.map((problem) => presentProblem(problem, name, words)),
  }
}

function presentProblem({ code, severity, contact, channel }: PersonProblem, person: string, words: Translate) {
  const values = { person, contact, ...(channel && { channel: words(`common:channel.${channel}`) }) }
  return { code, severity, contact: contact ?? null, message: words(`readiness:person.${code}`, values) }
}

/** Times stand in the zone of the organization. */
export function presentSetupProblem(
  problem: SetupProblem,
  { words, language, timeZone }: { words: Translate; language: Language; timeZone: string },
): SetupProblemView {
  const { code, severity, subject, step, count, channel, from, to } = problem
  const at = (instant: Temporal.Instant | undefined) => instant?.toLocaleString(language, { ...dateTime, timeZone })
  const name = code === 'channel_simulated' ? `setup.${code}.${channel}` : `setup.${code}`
  const contacts = words('readiness:setup.contacts', { count: count ?? 0 })
  const values = { name: subject?.name, step, count, contacts, from: at(from), to: at(to) }
  return {
    code,
    severity,
    subject: subject ?? null,
    step: step ?? null,
    count: count ?? null,
    channel: channel ?? null,
    from: from?.toString() ?? null,
    to: to?.toString() ?? null,
    message: words(`readiness:${name}`, values),
  }
}

const dateTime = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
