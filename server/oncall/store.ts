import { sql } from 'kysely'
import type { Layer, Restriction, Rotation } from '../../rules/oncall/schedule.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { LoadedSchedule, OverrideRow, ScheduleRow, Span } from './types.ts'

/** Wall clocks differ from UTC by at most 14 hours and have jumped by a day; three days are well clear of both. */
const slackHours = 72

/**
 * The schedules of the organization that are set up now, or those of `ids`, by name, ready for the rules: three statements
 * however many there are. Of the overrides, those that can count within `within`; without it all.
 */
export async function loadSchedules(
  trx: Trx,
  options: { ids?: readonly string[]; within?: Span } = {},
): Promise<LoadedSchedule[]> {
  const rows = await listSchedules(trx, options.ids)
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const layersById = Map.groupBy(await listLayers(trx, ids), (row) => row.scheduleId)
  const overridesById = Map.groupBy(await listOverrides(trx, ids, options.within), (row) => row.scheduleId)
  return rows.map((row) => {
    const overrides = overridesById.get(row.id) ?? []
    const layers = (layersById.get(row.id) ?? []).map(({ layer }) => layer)
    return { ...row, overrides, rules: { timeZone: row.timeZone, layers, overrides } }
  })
}

async function listSchedules(trx: Trx, ids?: readonly string[]): Promise<ScheduleRow[]> {
  if (ids?.length === 0) return []
  return trx
    .selectFrom('schedules')
    .select(['id', 'key', 'name', 'timeZone', 'teamId', 'customerId', 'managed'])
    .where('archivedAt', 'is', null)
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids!))
    .orderBy('name')
    .orderBy('key')
    .execute()
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

/** In the order of their beginning. An override with somebody who has left does not count. */
async function listOverrides(trx: Trx, scheduleIds: readonly string[], within?: Span): Promise<OverrideRow[]> {
  const rows = await trx
    .selectFrom('scheduleOverrides as override')
    .innerJoin('users', (join) =>
      join.onRef('users.orgId', '=', 'override.orgId').onRef('users.id', '=', 'override.userId'),
    )
    .select(['override.id', 'override.scheduleId', 'override.userId', 'override.managed'])
    .select(['override.fromLocal', 'override.toLocal'])
    .where('override.scheduleId', 'in', scheduleIds)
    .where('users.archivedAt', 'is', null)
    .$if(within !== undefined, (query) =>
      query
        .where('override.fromLocal', '<', localText(within!.to.add({ hours: slackHours })))
        .where('override.toLocal', '>', localText(within!.from.subtract({ hours: slackHours }))),
    )
    .orderBy('override.fromLocal')
    .execute()
  return rows.map(({ fromLocal, toLocal, ...row }) => ({
    ...row,
    from: fromLocal.slice(0, 'YYYY-MM-DDTHH:MM'.length),
    to: toLocal.slice(0, 'YYYY-MM-DDTHH:MM'.length),
  }))
}

const localText = (at: Temporal.Instant) => at.toString().slice(0, 'YYYY-MM-DDTHH:MM'.length)
