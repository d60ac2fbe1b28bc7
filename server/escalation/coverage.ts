import type { Responder } from '../../rules/escalation/advance.ts'
import type { FrozenPolicy, Target } from '../../rules/escalation/policy.ts'
import { presentUserIds, teamRosters } from '../identity/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import { everybodyIn, onCallNow } from '../oncall/index.ts'

/** Who stands behind the steps of a policy at one moment. */
export type Coverage = (policy: FrozenPolicy, step: number) => Responder[]

/**
 * Looks up everybody behind the targets of these policies at `at`, with a constant number of statements. A person who was
 * removed, and a schedule that has nobody on call, stand for nobody.
 */
export async function loadCoverage(
  trx: Trx,
  policies: readonly FrozenPolicy[],
  at: Temporal.Instant,
): Promise<Coverage> {
  const targets = policies.flatMap((policy) => policy.steps.flatMap((step) => step.targets))
  const idsOf = (kind: Target['kind'], everybody = false) => [
    ...new Set(
      targets.filter((one) => one.kind === kind && (one.everybody ?? false) === everybody).map(({ id }) => id),
    ),
  ]
  const onCallByScheduleId = await onCallNow(trx, idsOf('schedule'), at)
  const everybodyByScheduleId = await everybodyIn(trx, idsOf('schedule', true), at)
  const teamById = await teamRosters(trx, idsOf('team'))
  const present = await presentUserIds(trx, [
    ...idsOf('user'),
    ...[...onCallByScheduleId.values()].map((shift) => shift.userId),
    ...[...everybodyByScheduleId.values()].flatMap((schedule) => schedule.userIds),
    ...[...teamById.values()].flatMap((team) => team.userIds),
  ])
  const behind: Behind = {
    onCall: (id) => onCallByScheduleId.get(id),
    everybody: (id) => everybodyByScheduleId.get(id),
    team: (id) => teamById.get(id),
    isPresent: (userId) => present.has(userId),
  }
  return (policy, step) => peopleBehind(policy, step, behind)
}

/** Who stands behind the targets at one moment, by their ids. */
export interface Behind {
  onCall(scheduleId: string): { userId: string; scheduleName: string } | undefined
  everybody(scheduleId: string): { userIds: readonly string[]; scheduleName: string } | undefined
  team(teamId: string): { name: string; userIds: readonly string[] } | undefined
  isPresent(userId: string): boolean
}

/** Everybody behind the targets of a step, in their order. */
export function peopleBehind(policy: FrozenPolicy, step: number, behind: Behind): Responder[] {
  const { targets = [], byHand = false } = policy.steps[step] ?? {}
  const people = targets.flatMap((target) => peopleOf(target, behind))
  return called(people, byHand).filter(({ userId }) => behind.isPresent(userId))
}

function peopleOf({ kind, id, everybody }: Target, behind: Behind): Responder[] {
  if (kind === 'user') return [{ userId: id, via: { kind } }]
  if (kind === 'schedule' && everybody !== true) {
    const shift = behind.onCall(id)
    return shift ? [{ userId: shift.userId, via: { kind, id, name: shift.scheduleName } }] : []
  }
  const schedule = kind === 'schedule' ? behind.everybody(id) : undefined
  const team = kind === 'team' ? behind.team(id) : undefined
  const via = { kind, id, name: schedule?.scheduleName ?? team?.name ?? '' }
  return (schedule ?? team)?.userIds.map((userId) => ({ userId, via })) ?? []
}

/** Whom a person asked for, no policy names: somebody did. */
function called(responders: Responder[], byHand: boolean): Responder[] {
  if (!byHand) return responders
  return responders.map((one) => (one.via.kind === 'user' ? { ...one, via: { kind: 'byHand' } } : one))
}
