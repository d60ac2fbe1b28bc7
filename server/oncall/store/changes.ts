import type { Trx } from '../../kernel/db/types.ts'
import type { ScheduleValues } from '../types.ts'

/** Makes changes of one schedule wait for each other until the transaction ends. */
export async function lockSchedule(trx: Trx, id: string): Promise<void> {
  await trx.selectFrom('schedules').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

export async function insertSchedule(
  trx: Trx,
  row: { orgId: string; id: string; key: string; managed: boolean; createdAt: Temporal.Instant },
  values: ScheduleValues,
): Promise<void> {
  const { layers, ...columns } = values
  await trx
    .insertInto('schedules')
    .values({ ...row, ...columns })
    .execute()
  await insertLayers(trx, row.orgId, row.id, layers)
}

/** Writes everything but the overrides anew, and that the configuration file names the schedule. */
export async function updateSchedule(
  trx: Trx,
  orgId: string,
  id: string,
  values: ScheduleValues & { managed: boolean },
): Promise<void> {
  const { layers, ...columns } = values
  await trx.updateTable('schedules').set(columns).where('id', '=', id).execute()
  await trx.deleteFrom('scheduleLayers').where('scheduleId', '=', id).execute()
  await insertLayers(trx, orgId, id, layers)
}

/** It is kept for what names it, such as a running escalation, which then finds nobody on call in it. */
export async function archiveSchedule(trx: Trx, id: string, at: Temporal.Instant): Promise<void> {
  await trx.updateTable('schedules').set({ archivedAt: at }).where('id', '=', id).execute()
}

async function insertLayers(
  trx: Trx,
  orgId: string,
  scheduleId: string,
  layers: ScheduleValues['layers'],
): Promise<void> {
  if (layers.length === 0) return
  const rows = await trx
    .insertInto('scheduleLayers')
    .values(
      layers.map((layer, position) => ({
        orgId,
        scheduleId,
        position,
        name: layer.name,
        startsOn: layer.start,
        endsOn: layer.end ?? null,
        rotation: layer.rotation === undefined ? null : JSON.stringify(layer.rotation),
        restrictions: JSON.stringify(layer.restrictions ?? []),
      })),
    )
    .returning(['id', 'position'])
    .execute()
  const turns = rows.flatMap(({ id, position }) =>
    layers[position]!.userIds.map((userId, turn) => ({ orgId, layerId: id, position: turn, userId })),
  )
  if (turns.length > 0) await trx.insertInto('scheduleLayerUsers').values(turns).execute()
}

/** The ids of what a schedule can belong to, by key. */
export async function ownerIdsByKey(trx: Trx, table: 'teams' | 'customers'): Promise<Map<string, string>> {
  const rows = await trx.selectFrom(table).select(['key', 'id']).where('archivedAt', 'is', null).execute()
  return new Map(rows.map((row) => [row.key, row.id]))
}
