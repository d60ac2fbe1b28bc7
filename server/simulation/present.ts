import type { SimulationEntryView, SimulationView } from '../../contract/simulations.ts'
import { judge } from '../../rules/simulation/judge.ts'
import type { SimulationEntry, Situation } from '../../rules/simulation/types.ts'
import type { User } from '../identity/index.ts'
import type { MaskedContact } from '../notifications/index.ts'

interface Shown {
  situation: Situation
  entries: readonly SimulationEntry[]
  timezone: string
  contactById: ReadonlyMap<string, MaskedContact>
  userById: ReadonlyMap<string, User>
}

type Presented = Omit<SimulationView, 'notConsidered'>

/** A simulation with names in the place of ids; addresses are masked. */
export function present({ situation, entries, timezone, contactById, userById }: Shown): Presented {
  const personOf = (userId: string) => {
    const user = userById.get(userId)
    return { key: user?.key ?? userId, name: user?.name ?? userId }
  }
  const { first, fallbackAt, reachedUserIds, neverReached, warnings } = judge(situation, entries)
  const { policy, priority, at } = situation
  return {
    at: at.toString(),
    timezone,
    policy: { key: policy.key, name: policy.name },
    priority,
    entries: entries.map((entry) => presentEntry(entry, at, personOf, contactById)),
    summary: {
      firstMessageAt: first?.at.toString() ?? null,
      firstPerson: first ? personOf(first.userId) : null,
      fallbackAt: fallbackAt?.toString() ?? null,
      reached: reachedUserIds.map(personOf),
      neverReached: neverReached.map(({ userId, why }) => ({ person: personOf(userId), why })),
      warnings: warnings.map(({ kind, steps, userId }) => ({
        kind,
        steps: steps.map((step) => step + 1),
        person: userId === undefined ? null : personOf(userId),
      })),
    },
  }
}

const empty = {
  message: null,
  person: null,
  contact: null,
  channel: null,
  attempt: null,
  step: null,
  round: null,
  via: null,
  why: null,
  endsAt: null,
}

function presentEntry(
  entry: SimulationEntry,
  begin: Temporal.Instant,
  personOf: (userId: string) => { key: string; name: string },
  contactById: ReadonlyMap<string, MaskedContact>,
): SimulationEntryView {
  const contact = 'contactId' in entry ? contactById.get(entry.contactId) : undefined
  return {
    ...empty,
    at: entry.at.toString(),
    offsetSeconds: Math.round(entry.at.since(begin).total('seconds')),
    kind: entry.kind,
    ...('userId' in entry && { person: personOf(entry.userId) }),
    ...('step' in entry && { step: entry.step + 1, round: entry.round + 1 }),
    ...('via' in entry && entry.via && { via: { kind: entry.via.kind, name: entry.via.name ?? null } }),
    ...('why' in entry && { why: entry.why }),
    ...('endsAt' in entry && { endsAt: entry.endsAt?.toString() ?? null }),
    ...(entry.kind === 'message' && {
      message: entry.of,
      channel: entry.channel,
      attempt: entry.attempt,
      contact: contact ? { key: contact.key, address: contact.address } : null,
      why: entry.basis === 'rules' ? null : entry.basis,
    }),
  }
}
