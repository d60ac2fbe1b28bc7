import { screenForDependencies } from '../dependencies/index.ts'
import { screenForGroups } from '../groups/index.ts'
import { heldAmong, screenAsked } from '../holds/index.ts'
import type { ScreenedAlert } from '../holds/index.ts'
import { screenForMaintenance } from '../maintenance/index.ts'
import type { Work } from '../kernel/db/work.ts'

/** Holds those of the alerts that must not page now, and returns their ids. */
type Screener = (work: Work, alerts: readonly ScreenedAlert[]) => Promise<ReadonlySet<string>>

/**
 * In this order; each is asked about what the ones before it let through (docs/decisions/0009-holds.md). Groups come last:
 * only what would page now may lead others.
 */
const screeners: readonly Screener[] = [screenAsked, screenForMaintenance, screenForDependencies, screenForGroups]

/**
 * The alerts that may page now, of alerts that nothing holds yet: new ones and released ones. One without a policy pages
 * nobody anyway, so that nothing needs to hold it.
 */
export async function screen(work: Work, alerts: readonly ScreenedAlert[]): Promise<ScreenedAlert[]> {
  const [without, withPolicy] = [
    alerts.filter((one) => one.escalationPolicyId === null),
    alerts.filter((one) => one.escalationPolicyId !== null),
  ]
  let free = withPolicy
  for (const screener of screeners) {
    if (free.length === 0) break
    const held = await screener(work, free)
    free = free.filter((alert) => !held.has(alert.id))
  }
  return [...without, ...free]
}

/** The same of alerts that may be held already: what is held stays so. */
export async function screenAgain(work: Work, alerts: readonly ScreenedAlert[]): Promise<ScreenedAlert[]> {
  const held = await heldAmong(
    work.trx,
    alerts.map((alert) => alert.id),
  )
  return screen(
    work,
    alerts.filter((alert) => !held.has(alert.id)),
  )
}
