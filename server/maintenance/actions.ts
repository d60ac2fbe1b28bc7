import type { MaintenanceChange, NewMaintenance } from '../../contract/maintenance.ts'
import { isUuid } from '../alerts/index.ts'
import { audit } from '../audit/index.ts'
import { findOrganization } from '../identity/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import { actorOf } from '../kernel/http/actor.ts'
import type { Caller } from '../kernel/http/api.ts'
import { endInForce, planOf, timesOf } from './plan.ts'
import { invalid, localTimes, read } from './read.ts'
import { review } from './screen.ts'
import type { CompleteWindow } from './shape.ts'
import { hasSameTimes, itemOf, valuesOf } from './shape.ts'
import { findWindow, insertWindow, listThings, lockWindow, updateWindow } from './store.ts'
import type { MaintenanceWindow, WindowValues } from './types.ts'

export const loopName = 'maintenance'

/** Sets up a window. Throws invalid_request when it names something unknown or lies in the past, conflict for a taken key. */
export async function create(work: Work, caller: Caller, asked: NewMaintenance): Promise<MaintenanceWindow> {
  const id = work.id()
  const { timezone } = await findOrganization(work.trx)
  const { duration: _, key = `window-${id.slice(-8)}`, ...rest } = asked
  const item = read({ ...rest, ...localTimes(asked, asked.timezone ?? timezone, work.now), key }, timezone)
  if (await findWindow(work.trx, { key })) {
    throw new Fault('conflict', `There is a maintenance window with the key "${key}" already.`)
  }
  const columns = planned(work, { ...(await known(work, item)), endedAt: null })
  if (columns.nextAt === null) throw invalid([{ path: 'end', message: 'This time is over already.' }])
  const createdBy = { kind: caller.kind, id: caller.userId ?? caller.apiKeyId ?? '', name: caller.name }
  const row = { ...columns, id, key, createdBy, managed: false, createdAt: work.now }
  await insertWindow(work.trx, work.orgId, row)
  note(work, caller, 'created', row, { after: item })
  await finish(work, id, 'changed')
  return row
}

/** Changes a window; alerts that it holds get their new end. Throws not_found and invalid_request. */
export async function change(
  work: Work,
  caller: Caller,
  name: string,
  asked: MaintenanceChange,
): Promise<MaintenanceWindow> {
  const before = await lock(work, name)
  const item = itemOf(before, await listThings(work.trx))
  const merged = Object.fromEntries(Object.entries({ ...item, ...asked }).filter(([, value]) => value !== null))
  const after = read(merged, before.timeZone)
  // Other times are a new decision: what was ended may take place again.
  const endedAt = hasSameTimes(item, after) ? before.endedAt : null
  const columns = planned(work, { ...(await known(work, after)), endedAt })
  await updateWindow(work.trx, before.id, columns)
  note(work, caller, 'changed', before, { before: item, after })
  await finish(work, before.id, 'changed')
  return { ...before, ...columns }
}

/** Ends the window that is in force now: what still burns pages at once. Throws not_found, and conflict when it is not. */
export async function endNow(work: Work, caller: Caller, name: string): Promise<MaintenanceWindow> {
  const before = await lock(work, name)
  if (!endInForce(before, work.now)) {
    throw new Fault('conflict', `The maintenance window "${before.name}" is not in force, so there is nothing to end.`)
  }
  const after = planned(work, { ...before, endedAt: work.now })
  const { endedAt, occurrenceFrom, occurrenceTo, nextAt } = after
  await updateWindow(work.trx, before.id, { endedAt, occurrenceFrom, occurrenceTo, nextAt })
  note(work, caller, 'ended', before)
  await finish(work, before.id, 'ended')
  return after
}

/** Removes a window: what it holds and still burns pages at once. Throws not_found. */
export async function remove(work: Work, caller: Caller, name: string): Promise<void> {
  const before = await lock(work, name)
  const { id } = before
  await updateWindow(work.trx, id, { archivedAt: work.now, nextAt: null })
  note(work, caller, 'removed', before, { before: itemOf(before, await listThings(work.trx)) })
  await finish(work, id, 'removed')
}

/** Throws not_found. */
export async function existing(work: Work, name: string): Promise<MaintenanceWindow> {
  return orFail(await findWindow(work.trx, isUuid(name) ? { id: name } : { key: name }))
}

async function lock(work: Work, name: string): Promise<MaintenanceWindow> {
  return orFail(await lockWindow(work.trx, isUuid(name) ? { id: name } : { key: name }))
}

function orFail(window: MaintenanceWindow | undefined): MaintenanceWindow {
  if (!window) throw new Fault('not_found', 'There is no such maintenance window.')
  return window
}

function planned<T extends WindowValues & { endedAt: Temporal.Instant | null }>(work: Work, values: T) {
  return { ...values, ...planOf(timesOf(values), work.now) }
}

async function finish(work: Work, id: string, why: 'ended' | 'removed' | 'changed'): Promise<void> {
  await review(work, why)
  work.changed('maintenance', id)
  work.wake(loopName)
}

function note(
  work: Work,
  caller: Caller,
  act: 'created' | 'changed' | 'ended' | 'removed',
  { id, key, name }: Pick<MaintenanceWindow, 'id' | 'key' | 'name'>,
  data: { before?: CompleteWindow; after?: CompleteWindow } = {},
): void {
  const subject = { kind: 'maintenance_window', id, key, name }
  audit(work, { action: `maintenance_window.${act}`, actor: actorOf(caller), subject, data })
}

/** The columns of a window whose every name exists. */
async function known(work: Work, item: CompleteWindow): Promise<WindowValues> {
  const { values, unknown } = valuesOf(item, await listThings(work.trx))
  const problems = unknown.map(({ noun, index, key }) => ({
    path: `${noun}.${index}`,
    message: `There is nothing with the key "${key}".`,
  }))
  if (problems.length > 0) throw invalid(problems)
  return values
}
