import { targetParts } from '../../contract/config/escalation.ts'
import type { EscalationPolicyConfig } from '../../contract/config/escalation.ts'
import type { GapView } from '../../contract/oncall.ts'
import { gaps } from '../../rules/oncall/index.ts'
import type { Gap } from '../../rules/oncall/index.ts'
import { fallbackUsers, usersById } from '../identity/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { currentSchedules } from '../oncall/index.ts'
import type { LoadedSchedule } from '../oncall/index.ts'
import { foresee } from './foresee.ts'
import type { Outlook } from './foresee.ts'
import { listPolicies } from './policies.ts'

interface Hole extends Gap {
  schedule: LoadedSchedule
}

/** Whom an alert along one policy pages in the place of a schedule without anybody; step null: the fallback. */
interface Instead {
  policy: { key: string; name: string }
  step: number | null
  userIds: string[]
}

/** When schedules have nobody in the days to come, and whom an alert then pages instead. Reads only. */
export async function gapsAhead(work: Work, days: number): Promise<GapView[]> {
  const span = { from: work.now, to: work.now.add({ hours: days * 24 }) }
  const schedules = await currentSchedules(work)
  const holes: Hole[] = schedules.flatMap((schedule) =>
    gaps(schedule.rules, span.from, span.to).map((gap) => ({ ...gap, schedule })),
  )
  if (holes.length === 0) return []
  const insteadOf = await consequences(work, span)
  const found = holes.map((hole) => ({ hole, then: insteadOf(hole) }))
  const ids = found.flatMap(({ then }) => then.flatMap((one) => one.userIds))
  const users = await usersById(work.trx, new Set(ids))
  const person = (id: string) => ({ key: users.get(id)?.key ?? id, name: users.get(id)?.name ?? id })
  return found
    .toSorted((a, b) => Temporal.Instant.compare(a.hole.from, b.hole.from))
    .map(({ hole: { schedule, from, to }, then }) => ({
      schedule: { key: schedule.key, name: schedule.name, timezone: schedule.timeZone },
      team: schedule.team && { key: schedule.team.key, name: schedule.team.name },
      from: from.toString(),
      to: to.toString(),
      then: then.map(({ userIds, ...one }) => ({ ...one, people: userIds.map(person) })),
    }))
}

/** Who is paged instead, along every policy that names the schedule, when the gap begins. */
async function consequences(
  { trx }: Work,
  span: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<(hole: Hole) => Instead[]> {
  const fallbackIds = (await fallbackUsers(trx)).map((one) => one.userId)
  const outlooks: { item: EscalationPolicyConfig; outlook: Outlook }[] = []
  for (const { id, item } of await listPolicies(trx)) {
    const outlook = await foresee(trx, id, span)
    if (outlook) outlooks.push({ item, outlook })
  }
  return ({ schedule, from }) =>
    outlooks.flatMap(({ item, outlook }): Instead[] => {
      const begin = item.steps.findIndex(({ targets }) => targets.some((text) => isOnCallOf(text, schedule.key)))
      if (begin < 0) return []
      const policy = { key: item.key, name: item.name ?? item.key }
      // Everybody at once is one step.
      for (let step = Math.min(begin, outlook.policy.steps.length - 1); step < outlook.policy.steps.length; step += 1) {
        const userIds = [...new Set(outlook.respondersOf(step, from).map((one) => one.userId))]
        if (userIds.length > 0) return [{ policy, step: step + 1, userIds }]
      }
      return [{ policy, step: null, userIds: fallbackIds }]
    })
}

function isOnCallOf(text: string, scheduleKey: string): boolean {
  const { kind, key, everybody } = targetParts(text)
  return kind === 'schedule' && key === scheduleKey && !everybody
}
