import { screenForDependencies } from '../dependencies/index.ts'
import { heldAmong, screenAsked } from '../holds/index.ts'
import type { ScreenedAlert } from '../holds/index.ts'
import { screenForMaintenance } from '../maintenance/index.ts'
import type { Work } from '../kernel/db/work.ts'

/** Holds those of the alerts that must not page now, and returns their ids. */
type Screener = (work: Work, alerts: readonly ScreenedAlert[]) => Promise<ReadonlySet<string>>

/** In this order; each is asked about what the ones before it let through (docs/decisions/0009-holds.md). */
const screeners: readonly Screener[] = [screenAsked, screenForMaintenance, screenForDependencies]

/**
 * The alerts that may page now. What is held already stays held; an alert without a policy pages nobody anyway, so that
 * nothing needs to hold it.
 */
export async function screen(work: Work, alerts: readonly ScreenedAlert[]): Promise<ScreenedAlert[]> {
  const held = await heldAmong(
    work.trx,
    alerts.map((alert) => alert.id),
  )
  const [without, asked] = [
    alerts.filter((one) => one.escalationPolicyId === null),
    alerts.filter((one) => one.escalationPolicyId !== null && !held.has(one.id)),
  ]
  let free = asked
  for (const screener of screeners) {
    if (free.length === 0) break
    const now = await screener(work, free)
    free = free.filter((alert) => !now.has(alert.id))
  }
  return [...without, ...free]
}
