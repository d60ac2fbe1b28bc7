import type { OverrideView, ScheduleView } from '../../../../contract/oncall.ts'
import { differences } from '../../../../rules/oncall/index.ts'
import type { Difference } from '../../../../rules/oncall/index.ts'
import { toLocalInput } from '../local-input.ts'
import type { OverrideInput } from '../queries.ts'
import { rulesOf } from '../schedule/rules-of.ts'

const localPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/

/** What keeps an override from being entered; undefined when nothing does that the browser knows of. */
export type OverrideProblem = 'user' | 'from' | 'to' | 'order' | 'past'

export function problemOf({ user, from, to }: OverrideInput, wallNow: string): OverrideProblem | undefined {
  if (user === '') return 'user'
  if (!localPattern.test(from)) return 'from'
  if (!localPattern.test(to)) return 'to'
  if (from >= to) return 'order'
  return to <= wallNow ? 'past' : undefined
}

/** The override that holds part of this time already. */
export function inTheWay(
  schedule: ScheduleView,
  input: OverrideInput,
  id: string | undefined,
): OverrideView | undefined {
  return schedule.overrides.find((one) => one.id !== id && one.from < input.to && input.from < one.to)
}

/** What the wall clock of a zone shows, as overrides write it. */
export function wallAt(ms: number, zone: string): string {
  return toLocalInput(ms, zone)
}

/** Who is on call instead of whom when the override is entered, or when the one of `id` becomes it; null: it is removed. */
export function consequenceOf(
  schedule: ScheduleView,
  id: string | undefined,
  input: OverrideInput | null,
): Difference[] {
  const before = rulesOf(schedule)
  const old = schedule.overrides.find((one) => one.id === id)
  const kept = schedule.overrides.filter((one) => one.id !== id)
  const added = input ? [{ userId: input.user, from: input.from, to: input.to }] : []
  const after = { ...before, overrides: [...rulesOf({ ...schedule, overrides: kept }).overrides, ...added] }
  const bounds = [input, old].flatMap((one) => (one ? [one.from, one.to] : [])).toSorted()
  // A day more on each side: a time that comes twice belongs to the override both times.
  const at = (local: string, days: number) =>
    Temporal.PlainDateTime.from(local).add({ days }).toZonedDateTime(schedule.timezone).toInstant()
  return differences(before, after, at(bounds[0]!, -1), at(bounds.at(-1)!, 1))
}
