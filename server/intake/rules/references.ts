import { referenceNouns } from '../../../rules/intake/ruling.ts'
import type { ReferenceNoun, Ruling } from '../../../rules/intake/ruling.ts'
import { customerIdsOf } from '../../customers/index.ts'
import { policyIdsOf } from '../../escalation/index.ts'
import type { Trx } from '../../kernel/db/types.ts'
import { serviceIdsOf } from '../../services/index.ts'

const idsByNoun: Readonly<Record<ReferenceNoun, (trx: Trx, keys: readonly string[]) => Promise<Map<string, string>>>> =
  {
    customer: customerIdsOf,
    service: serviceIdsOf,
    escalationPolicy: policyIdsOf,
  }

const wordByNoun: Readonly<Record<ReferenceNoun, string>> = {
  customer: 'customer',
  service: 'service',
  escalationPolicy: 'escalation policy',
}

/** By noun, the ids of what rules name, by key; what nobody has set up is not among them. */
export async function knownKeys(
  trx: Trx,
  rulings: readonly (Ruling | undefined)[],
): Promise<Record<ReferenceNoun, Map<string, string>>> {
  const known = { customer: new Map(), service: new Map(), escalationPolicy: new Map() }
  for (const noun of referenceNouns) {
    const keys = new Set(rulings.flatMap((ruling) => ruling?.chosen[noun]?.key ?? []))
    known[noun] = await idsByNoun[noun](trx, [...keys])
  }
  return known
}

export const unknownMessage = (noun: ReferenceNoun, key: string) =>
  `there is no ${wordByNoun[noun]} "${key}", so that of the source applies`
