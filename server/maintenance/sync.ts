import type { MaintenanceWindowConfig } from '../../contract/config/maintenance.ts'
import { findOrganization } from '../identity/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Extent, SyncChange } from '../kernel/sync.ts'
import { sync, wholeFile } from '../kernel/sync.ts'
import { loopName } from './actions.ts'
import { planOf, timesOf } from './plan.ts'
import { review } from './screen.ts'
import type { CompleteWindow } from './shape.ts'
import { completed, hasSameTimes, itemOf, valuesOf } from './shape.ts'
import { insertWindow, listThings, listWindows, updateWindow } from './store.ts'
import type { ScopeThings } from './types.ts'

/**
 * Brings the windows in line with a configuration file. One that somebody ended stays ended unless the file changes its
 * times. What is held gets its new end, or pages when no window covers it any more.
 */
export async function syncMaintenanceWindows(
  _kernel: Kernel,
  work: Work,
  items: readonly MaintenanceWindowConfig[],
  extent: Extent = wholeFile,
): Promise<SyncChange[]> {
  const { timezone } = await findOrganization(work.trx)
  const things = await listThings(work.trx)
  const rowByKey = new Map((await listWindows(work.trx)).map((row) => [row.key, row]))
  const changes = await sync<CompleteWindow>({
    noun: 'maintenanceWindows',
    extent,
    wanted: items.map((item) => completed(item, timezone)),
    existing: [...rowByKey.values()].map((row) => ({ managed: row.managed, item: itemOf(row, things) })),
    create: (item) => insert(work, item, things, extent.managed),
    async update(item, before) {
      const row = rowByKey.get(item.key)!
      const endedAt = hasSameTimes(item, before) ? row.endedAt : null
      await updateWindow(work.trx, row.id, { managed: extent.managed, ...columns(work, item, things, endedAt) })
    },
    remove: ({ key }) => updateWindow(work.trx, rowByKey.get(key)!.id, { archivedAt: work.now, nextAt: null }),
  })
  if (changes.length > 0) {
    await review(work, 'changed')
    work.changed('maintenance')
    work.wake(loopName)
  }
  return changes
}

/** The windows as a configuration file writes them. */
export async function exportMaintenanceWindows(_kernel: Kernel, trx: Trx): Promise<MaintenanceWindowConfig[]> {
  const things = await listThings(trx)
  return (await listWindows(trx)).map((row) => {
    const { name, ...item } = itemOf(row, things)
    return { ...item, ...(name !== item.key && { name }) }
  })
}

async function insert(work: Work, item: CompleteWindow, things: ScopeThings, managed: boolean): Promise<void> {
  const identity = { id: work.id(), key: item.key, createdBy: null, managed, createdAt: work.now }
  await insertWindow(work.trx, work.orgId, { ...identity, ...columns(work, item, things, null) })
}

/** Whatever the file names exists: that was judged before. */
function columns(work: Work, item: CompleteWindow, things: ScopeThings, endedAt: Temporal.Instant | null) {
  const { values, unknown } = valuesOf(item, things)
  const [first] = unknown
  if (first) throw new Error(`the maintenance window ${item.key} names ${first.key}, which does not exist`)
  return { ...values, endedAt, ...planOf(timesOf({ ...values, endedAt }), work.now) }
}
