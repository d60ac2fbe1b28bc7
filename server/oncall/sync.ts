import type { OverrideConfig, ScheduleConfig } from '../../contract/config/schedule.ts'
import { scheduleOf } from '../../rules/oncall/index.ts'
import { findOrganization, userIdsByKey } from '../identity/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Extent, SyncChange } from '../kernel/sync.ts'
import { sync, wholeFile } from '../kernel/sync.ts'
import { overlapFault } from './actions/overrides.ts'
import type { CompleteSchedule } from './shape.ts'
import { brief, completed, isSameOverride, itemOf } from './shape.ts'
import { archiveSchedule, insertSchedule, lockSchedule, ownerIdsByKey, updateSchedule } from './store/changes.ts'
import { deleteOverrides, deleteOverridesOfDeparted, insertOverrides, listOverrides } from './store/overrides.ts'
import { loadSchedules } from './store/schedules.ts'
import type { LoadedSchedule, OverrideRow, ScheduleValues } from './types.ts'

/** Ids of what the file names by key, and the other way round. */
interface References {
  userIdByKey: ReadonlyMap<string, string>
  teamIdByKey: ReadonlyMap<string, string>
  customerIdByKey: ReadonlyMap<string, string>
  keyOf: (userId: string) => string
}

/**
 * Brings the schedules in line with a configuration file. A schedule without a zone runs in the organization's. A list of
 * overrides is complete for what files set up: overrides that people entered stay, and one of them that holds part of the
 * time of an override of the file is a conflict, which throws and says who and when.
 */
export async function syncSchedules(
  _kernel: Kernel,
  work: Work,
  items: readonly ScheduleConfig[],
  extent: Extent = wholeFile,
): Promise<SyncChange[]> {
  const { timezone } = await findOrganization(work.trx)
  const references = await loadReferences(work.trx)
  const scheduleByKey = new Map((await loadSchedules(work.trx)).map((one) => [one.key, one]))
  const wantedByKey = new Map(items.map((item) => [item.key, item]))
  const existing = [...scheduleByKey.values()].map((schedule) => ({
    managed: schedule.managed,
    item: itemOf(
      schedule,
      spokenOf(work, schedule, wantedByKey.get(schedule.key)?.overrides, references, extent),
      references.keyOf,
    ),
  }))
  const overridesByKey = new Map(existing.map(({ item }) => [item.key, item.overrides]))
  const changes = await sync<CompleteSchedule>({
    noun: 'schedules',
    extent,
    wanted: items.map((item) => completed(item, timezone, overridesByKey.get(item.key) ?? [])),
    existing,
    create: (item) => create(work, item, references, extent),
    update: (item) => update(work, scheduleByKey.get(item.key)!, item, references, extent),
    remove: ({ key }) => archiveSchedule(work.trx, scheduleByKey.get(key)!.id, work.now),
  })
  if (changes.length > 0) work.changed('oncall')
  return changes
}

/** The schedules as a configuration file writes them: also what people entered and has not ended. */
export async function exportSchedules(kernel: Kernel, trx: Trx): Promise<ScheduleConfig[]> {
  const { keyOf } = await loadReferences(trx)
  const now = kernel.clock.now()
  return (await loadSchedules(trx)).map((schedule) => {
    return brief(itemOf(schedule, schedule.overrides.filter(isWritten(schedule, now)), keyOf))
  })
}

async function loadReferences(trx: Trx): Promise<References> {
  const userIdByKey = await userIdsByKey(trx)
  const keyById = new Map([...userIdByKey].map(([key, id]) => [id, key]))
  return {
    userIdByKey,
    teamIdByKey: await ownerIdsByKey(trx, 'teams'),
    customerIdByKey: await ownerIdsByKey(trx, 'customers'),
    keyOf: (userId) => keyById.get(userId) ?? userId,
  }
}

/** The overrides that a file set up, and those that people entered and that have not ended. */
function isWritten({ timeZone }: Pick<LoadedSchedule, 'timeZone'>, now: Temporal.Instant) {
  const wallNow = now.toZonedDateTimeISO(timeZone).toPlainDateTime().toString()
  return ({ managed, to }: OverrideRow) => managed || to > wallNow
}

/**
 * The overrides that a list speaks of. Whoever writes one schedule has read it, with what people entered. A file speaks of its
 * own, and of those that people entered and it now writes as well.
 */
function spokenOf(
  work: Work,
  schedule: LoadedSchedule,
  wanted: readonly OverrideConfig[] | undefined,
  { keyOf }: References,
  { only }: Extent,
): OverrideRow[] {
  const isWanted = (row: OverrideRow) =>
    wanted?.some((one) => isSameOverride(one, { ...row, user: keyOf(row.userId) })) ?? false
  const isOurs = only === undefined ? (row: OverrideRow) => row.managed : isWritten(schedule, work.now)
  return schedule.overrides.filter((row) => isOurs(row) || isWanted(row))
}

async function create(work: Work, item: CompleteSchedule, references: References, extent: Extent): Promise<void> {
  const id = work.id()
  const row = { orgId: work.orgId, id, key: item.key, managed: extent.managed, createdAt: work.now }
  await insertSchedule(work.trx, row, valuesOf(item, references))
  await insertOverrides(work.trx, work.orgId, newRows(work, id, item.overrides, references, extent))
}

async function update(
  work: Work,
  schedule: LoadedSchedule,
  item: CompleteSchedule,
  references: References,
  extent: Extent,
): Promise<void> {
  const { trx, orgId } = work
  await lockSchedule(trx, schedule.id)
  await updateSchedule(trx, orgId, schedule.id, { ...valuesOf(item, references), managed: extent.managed })
  await deleteOverridesOfDeparted(trx, schedule.id)
  const rows = await listOverrides(trx, [schedule.id])
  const isOf = (row: OverrideRow) => (one: OverrideConfig) =>
    isSameOverride(one, { ...row, user: references.keyOf(row.userId) })
  const isOurs = extent.only === undefined ? (row: OverrideRow) => row.managed : isWritten(schedule, work.now)
  const dropped = rows.filter((row) => isOurs(row) && !item.overrides.some(isOf(row)))
  const kept = rows.filter((row) => !dropped.includes(row))
  await deleteOverrides(
    trx,
    dropped.map((row) => row.id),
  )
  const added = item.overrides.filter((one) => !kept.some((row) => isOf(row)(one)))
  const inTheWay = kept.find((row) => added.some((one) => row.from < one.to && one.from < row.to))
  if (inTheWay) throw await overlapFault(work, schedule, inTheWay)
  await insertOverrides(trx, orgId, newRows(work, schedule.id, added, references, extent))
}

function newRows(
  work: Work,
  scheduleId: string,
  overrides: readonly OverrideConfig[],
  references: References,
  { only }: Extent,
): OverrideRow[] {
  const { overrides: found } = scheduleOf({ layers: [], overrides: [...overrides] }, 'UTC', references.userIdByKey)
  return found.map((one) => ({
    id: work.id(),
    scheduleId,
    userId: one.userId,
    from: one.from,
    to: one.to,
    managed: only === undefined,
  }))
}

/** The configuration checks what a file names before it writes; what is missing all the same must not become silence. */
function valuesOf(item: CompleteSchedule, references: References): ScheduleValues {
  const { layers } = scheduleOf(item, item.timezone, references.userIdByKey)
  const idOf = (ids: ReadonlyMap<string, string>, key: string | undefined) => {
    if (key === undefined) return null
    const id = ids.get(key)
    if (id === undefined) throw new Error(`the schedule ${item.key} names ${key}, which does not exist`)
    return id
  }
  return {
    name: item.name,
    timeZone: item.timezone,
    teamId: idOf(references.teamIdByKey, item.team),
    customerId: idOf(references.customerIdByKey, item.customer),
    layers,
  }
}
