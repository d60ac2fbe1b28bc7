import { sql } from 'kysely'
import type { Layer, Restriction, Rotation } from '../../../rules/oncall/schedule.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { LoadedSchedule, Named, ScheduleRow, Span } from '../types.ts'
import { listOverrides } from './overrides.ts'

/** Which schedules; without anything all that are set up now. */
export interface ScheduleFilter {
  ids?: readonly string[]
  /** Key or id. */
  name?: string | undefined
  /** Key or id of the team. */
  team?: string | undefined
  /** Those in which this person has a turn or an override. */
  userId?: string
  /** Only the overrides that can count within; without it all. Old ones are many and hardly ever asked for. */
  within?: Span
}

/** Schedules in the order of their names, ready for the rules: three statements however many there are. */
export async function loadSchedules(trx: Trx, filter: ScheduleFilter = {}): Promise<LoadedSchedule[]> {
  const rows = await listSchedules(trx, filter)
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const layersById = Map.groupBy(await listLayers(trx, ids), (row) => row.scheduleId)
  const overridesById = Map.groupBy(await listOverrides(trx, ids, filter.within), (row) => row.scheduleId)
  return rows.map((row) => {
    const overrides = overridesById.get(row.id) ?? []
    const layers = (layersById.get(row.id) ?? []).map(({ layer }) => layer)
    return { ...row, overrides, rules: { timeZone: row.timeZone, layers, overrides } }
  })
}

async function listSchedules(trx: Trx, filter: ScheduleFilter): Promise<ScheduleRow[]> {
  if (filter.ids?.length === 0) return []
  const rows = await joined(trx)
    .where('schedules.archivedAt', 'is', null)
    .$if(filter.ids !== undefined, (query) => query.where('schedules.id', 'in', filter.ids!))
    .$if(filter.name !== undefined, (query) => query.where(isNamed('schedules', filter.name!)))
    .$if(filter.team !== undefined, (query) => query.where(isNamed('teams', filter.team!)))
    .$if(filter.userId !== undefined, (query) => query.where(names(filter.userId!)))
    .orderBy(sql`lower(schedules.name)`)
    .orderBy('schedules.key')
    .execute()
  return rows.map(({ teamId, teamKey, teamName, customerId, customerKey, customerName, ...row }) => ({
    ...row,
    team: namedOf(teamId, teamKey, teamName),
    customer: namedOf(customerId, customerKey, customerName),
  }))
}

function joined(trx: Trx) {
  return trx
    .selectFrom('schedules')
    .leftJoin('teams', (join) =>
      join
        .onRef('teams.orgId', '=', 'schedules.orgId')
        .onRef('teams.id', '=', 'schedules.teamId')
        .on('teams.archivedAt', 'is', null),
    )
    .leftJoin('customers', (join) =>
      join
        .onRef('customers.orgId', '=', 'schedules.orgId')
        .onRef('customers.id', '=', 'schedules.customerId')
        .on('customers.archivedAt', 'is', null),
    )
    .select(['schedules.id', 'schedules.key', 'schedules.name', 'schedules.timeZone', 'schedules.managed'])
    .select(['teams.id as teamId', 'teams.key as teamKey', 'teams.name as teamName'])
    .select(['customers.id as customerId', 'customers.key as customerKey', 'customers.name as customerName'])
}

const isNamed = (table: 'schedules' | 'teams', name: string) =>
  sql<boolean>`${name} in (${sql.ref(`${table}.key`)}, ${sql.ref(`${table}.id`)}::text)`

const names = (userId: string) => sql<boolean>`(exists (
    select from schedule_layers layer
    join schedule_layer_users turn on turn.org_id = layer.org_id and turn.layer_id = layer.id
    where layer.org_id = schedules.org_id and layer.schedule_id = schedules.id and turn.user_id = ${userId}
  ) or exists (
    select from schedule_overrides override
    where override.org_id = schedules.org_id and override.schedule_id = schedules.id and override.user_id = ${userId}))`

function namedOf(id: string | null, key: string | null, name: string | null): Named | null {
  return id === null || key === null || name === null ? null : { id, key, name }
}

/** Who has left has no turn: the others take the turns in their order, so that nobody is on call who cannot be paged. */
async function listLayers(trx: Trx, scheduleIds: readonly string[]): Promise<{ scheduleId: string; layer: Layer }[]> {
  const rows = await trx
    .selectFrom('scheduleLayers')
    .select(['scheduleId', 'name', 'startsOn', 'endsOn', 'rotation', 'restrictions'])
    .select(
      sql<string[]>`array(
        select turn.user_id from schedule_layer_users turn
        join users on users.org_id = turn.org_id and users.id = turn.user_id and users.archived_at is null
        where turn.org_id = schedule_layers.org_id and turn.layer_id = schedule_layers.id
        order by turn.position)`.as('userIds'),
    )
    .where('scheduleId', 'in', scheduleIds)
    .orderBy('scheduleId')
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    scheduleId: row.scheduleId,
    layer: {
      name: row.name,
      start: row.startsOn,
      ...(row.endsOn !== null && { end: row.endsOn }),
      ...(row.rotation !== null && { rotation: row.rotation as Rotation }),
      userIds: row.userIds,
      restrictions: row.restrictions as Restriction[],
    },
  }))
}
