import type { Policy } from '../policies/queries.ts'
import { partsOf } from '../policies/target.ts'
import type { ScheduleView } from '../../../contract/oncall.ts'
import type { Named } from '../api/types.ts'
import type { Team } from './queries.ts'
import { teamsOf } from './search.ts'

export interface NamedBy {
  teams: Named[]
  schedules: Named[]
  /** Policies with a step that pages the person: by name, by a team, or by a schedule in which the person has shifts. */
  policies: Named[]
}

/** Everything of the set-up that counts on a person. */
export function namedBy(
  key: string,
  of: { teams: readonly Team[]; schedules: readonly ScheduleView[]; policies: readonly Policy[] },
): NamedBy {
  const teams = teamsOf(of.teams, key)
  const schedules = of.schedules.filter(
    (schedule) =>
      schedule.layers.some((layer) => layer.users.some((user) => user.key === key)) ||
      schedule.overrides.some((override) => override.user.key === key),
  )
  const keysByKind = {
    user: new Set([key]),
    team: new Set(teams.map((one) => one.key)),
    schedule: new Set(schedules.map((one) => one.key)),
  }
  const pages = (target: string) => {
    const parts = partsOf(target)
    return parts !== undefined && keysByKind[parts.kind].has(parts.key)
  }
  const policies = of.policies.filter((policy) => policy.steps.some((step) => step.targets.some(pages)))
  return { teams, schedules, policies }
}
