import { targetParts } from '../../contract/config/escalation.ts'
import type { PersonReadiness } from '../../contract/readiness.ts'
import type { PolicyCover } from '../escalation/index.ts'
import { fallbackUsers, listTeamsNow } from '../identity/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { LoadedSchedule } from '../oncall/index.ts'
import { listIdsByKey } from './store.ts'

type Reason = PersonReadiness['because'][number]

/**
 * Everybody who may be paged, by id, and why: who is named by a policy, has turns in a schedule from now on, belongs to a team
 * that a policy names, or stands in when nobody is there.
 */
export async function pagedPeople(
  work: Work,
  covers: readonly PolicyCover[],
  schedules: readonly LoadedSchedule[],
): Promise<Map<string, Reason[]>> {
  const reasons = new Map<string, Reason[]>()
  const add = (id: string, kind: Reason['kind'], key: string | null) => {
    const known = reasons.get(id) ?? []
    if (!known.some((one) => one.kind === kind && one.key === key)) reasons.set(id, [...known, { kind, key }])
  }
  for (const [id, key] of await namedByPolicies(work, covers)) add(id, 'policy', key)
  for (const schedule of schedules) for (const id of inTurn(work, schedule)) add(id, 'schedule', schedule.key)
  const teams = new Set(keysOf(covers, 'team').map(({ key }) => key))
  for (const team of await listTeamsNow(work.trx)) {
    if (teams.has(team.key)) for (const id of team.userIds) add(id, 'team', team.key)
  }
  for (const { userId } of await fallbackUsers(work.trx)) add(userId, 'fallback', null)
  return reasons
}

async function namedByPolicies({ trx }: Work, covers: readonly PolicyCover[]): Promise<[string, string][]> {
  const named = keysOf(covers, 'user')
  const idByKey = await listIdsByKey(
    trx,
    named.map(({ key }) => key),
  )
  return named.flatMap(({ key, policy }): [string, string][] => {
    const id = idByKey.get(key)
    return id === undefined ? [] : [[id, policy]]
  })
}

function keysOf(covers: readonly PolicyCover[], kind: 'user' | 'team' | 'schedule') {
  return covers.flatMap((cover) =>
    cover.targets.map(targetParts).flatMap((one) => (one.kind === kind ? [{ key: one.key, policy: cover.key }] : [])),
  )
}

/** The keys of the schedules that a policy names. */
export const scheduleKeys = (covers: readonly PolicyCover[]) =>
  new Set(keysOf(covers, 'schedule').map(({ key }) => key))

function inTurn({ now }: Work, { timeZone, rules, overrides }: LoadedSchedule): Set<string> {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate().toString()
  const layers = rules.layers.filter(({ end }) => end === undefined || end > today)
  return new Set([...layers.flatMap((layer) => layer.userIds), ...overrides.map((override) => override.userId)])
}
