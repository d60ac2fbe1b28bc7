import type { FieldFault } from '../../api/client.ts'

/** What still names a person, by the list of the set-up in which it stands. */
const holders = ['teams', 'schedules', 'escalationPolicies'] as const
type Holder = (typeof holders)[number]

export interface Hindrances {
  /** The keys of what names the person. */
  keys: Record<Holder, string[]>
  isFallback: boolean
  /** What stands in the way besides, in the words of the server. */
  others: string[]
}

/** What the dry run of a removal found, sorted by what has to be done about it. */
export function hindrancesOf(faults: readonly FieldFault[]): Hindrances {
  const found: Hindrances = {
    keys: { teams: [], schedules: [], escalationPolicies: [] },
    isFallback: false,
    others: [],
  }
  for (const { field, message } of faults) {
    const [first, ...rest] = field.split('.')
    const holder = holders.find((one) => one === first)
    const key = rest.join('.')
    if (holder && key) {
      if (!found.keys[holder].includes(key)) found.keys[holder].push(key)
    } else if (field === 'organization.fallback') found.isFallback = true
    else if (message) found.others.push(message)
  }
  return found
}

export const isHindered = ({ keys, isFallback, others }: Hindrances) =>
  isFallback || others.length > 0 || holders.some((holder) => keys[holder].length > 0)
