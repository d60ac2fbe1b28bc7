import type { OverrideView, ScheduleView } from '../../../../contract/oncall.ts'
import type { Schedule } from '../../../../rules/oncall/index.ts'

/** A schedule as the rules read it; people go by their keys. What ended before today is not part of it. */
export function rulesOf({ timezone, layers, overrides }: ScheduleView): Schedule {
  return {
    timeZone: timezone,
    layers: layers.map(({ users, ...layer }) => ({ ...layer, userIds: users.map((user) => user.key) })),
    overrides: overrides.map(ruleOf),
  }
}

const ruleOf = ({ user, from, to }: OverrideView) => ({ userId: user.key, from, to })

/** The names of everybody in a schedule, by key. */
export function namesIn({ layers, overrides }: ScheduleView): Map<string, string> {
  const people = [...layers.flatMap((layer) => layer.users), ...overrides.map((override) => override.user)]
  return new Map(people.map(({ key, name }) => [key, name]))
}
