import { inForce } from '../../rules/maintenance/index.ts'
import type { OpenedAlert } from '../alerts/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import { timesOf } from './plan.ts'
import { isCovered } from './screen.ts'
import { customersOfServices, listSystemSources, listWindows } from './store.ts'

/** One window may end into the next; more in a row than this nobody plans. */
const mostInARow = 50

/**
 * Until when maintenance would hold an alert that begins at `at`, as windows are set up now; undefined when none would. Windows
 * that follow each other without a gap hold it until the last one ends. Locks nothing.
 */
export async function foreseeMaintenance(
  trx: Trx,
  alert: Pick<OpenedAlert, 'sourceId' | 'serviceId' | 'customerId'>,
  at: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  if ((await listSystemSources(trx)).has(alert.sourceId)) return undefined
  const ofService = alert.serviceId === null ? [] : [...(await customersOfServices(trx, [alert.serviceId])).values()]
  const windows = (await listWindows(trx)).filter((one) => isCovered(one, alert, [alert.customerId, ...ofService]))
  let until: Temporal.Instant | undefined
  for (let turn = 0; turn < mostInARow; turn += 1) {
    const from = until ?? at
    const ends = windows.flatMap((window) => inForce(timesOf(window), from)?.to ?? [])
    if (ends.length === 0) break
    until = ends.reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? b : a))
  }
  return until
}
