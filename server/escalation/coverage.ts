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
  const people = (target: Target): Responder[] => {
    if (target.kind === 'user') return [{ userId: target.id, via: { kind: 'user' } }]
    if (target.kind === 'schedule' && target.everybody === true) {
      const schedule = everybodyByScheduleId.get(target.id)
      const via = { kind: 'schedule' as const, id: target.id, name: schedule?.scheduleName ?? '' }
      return (schedule?.userIds ?? []).map((userId) => ({ userId, via }))
    }
    if (target.kind === 'schedule') {
      const shift = onCallByScheduleId.get(target.id)
      return shift ? [{ userId: shift.userId, via: { kind: 'schedule', id: target.id, name: shift.scheduleName } }] : []
    }
    const team = teamById.get(target.id)
    return (team?.userIds ?? []).map((userId) => ({
      userId,
      via: { kind: 'team' as const, id: target.id, name: team!.name },
    }))
  }
  return (policy, step) => {
    const { targets = [], byHand = false } = policy.steps[step] ?? {}
    return called(targets.flatMap(people), byHand).filter((responder) => present.has(responder.userId))
  }
}

/** Whom a person asked for, no policy names: somebody did. */
function called(responders: Responder[], byHand: boolean): Responder[] {
  if (!byHand) return responders
  return responders.map((one) => (one.via.kind === 'user' ? { ...one, via: { kind: 'byHand' } } : one))
}
