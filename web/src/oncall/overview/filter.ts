import type { OnCallView } from '../../../../contract/oncall.ts'
import type { Named } from '../../api/types.ts'
import type { Serving } from '../../customers/serving.ts'

export interface OverviewSearch {
  /** ISO 8601: who is on call then, instead of now. */
  at?: string | undefined
  team?: string | undefined
  person?: string | undefined
  customer?: string | undefined
}

/**
 * The schedules that are asked for: of a team, or with a person in it now or next; of a customer those that are its own, and of
 * those that are nobody's own the ones that serve it, as far as that is known.
 */
export function filtered(
  entries: readonly OnCallView[],
  { team, person, customer }: OverviewSearch,
  serving?: Serving,
): OnCallView[] {
  return entries.filter(
    (entry) =>
      (team === undefined || entry.team?.key === team) &&
      (customer === undefined || isFor(entry, customer, serving)) &&
      (person === undefined || entry.user?.key === person || entry.next?.user.key === person),
  )
}

function isFor({ schedule, customer: own }: OnCallView, customer: string, serving: Serving | undefined): boolean {
  return own === null ? (serving?.schedules.has(schedule.key) ?? true) : own.key === customer
}

/** What there is to choose from, each once, by name. */
export function choicesOf(entries: readonly OnCallView[]): { teams: Named[]; people: Named[] } {
  return {
    teams: distinct(entries.flatMap((entry) => (entry.team ? [entry.team] : []))),
    people: distinct(entries.flatMap((entry) => [entry.user, entry.next?.user].flatMap((one) => (one ? [one] : [])))),
  }
}

function distinct(list: readonly Named[]): Named[] {
  const byKey = new Map(list.map((one) => [one.key, one]))
  return [...byKey.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}
