import type { ShiftsView } from '../../../../contract/oncall.ts'

export interface PersonShift {
  schedule: ShiftsView['schedule']
  from: string
  to: string
}

/** The shifts of a person that are not over, over all schedules, soonest first; what follows without a break is one. */
export function shiftsOf(person: string, views: readonly ShiftsView[], now: number): PersonShift[] {
  return views
    .flatMap(({ schedule, items }) => {
      const joined: PersonShift[] = []
      for (const { user, from, to } of items) {
        if (user.key !== person) continue
        const last = joined.at(-1)
        if (last?.to === from) last.to = to
        else joined.push({ schedule, from, to })
      }
      return joined
    })
    .filter(({ to }) => Date.parse(to) > now)
    .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))
}
