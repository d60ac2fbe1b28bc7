import type { LeftOut, NewSimulation } from '../../contract/simulations.ts'
import { limitsOf } from '../../rules/notifications/limits.ts'
import type { SimulationEntry } from '../../rules/simulation/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { findSurroundings } from './store.ts'
import type { SimulatedAlert } from './subject.ts'

/** What bears on the alert of this run and was not simulated: only what there is, so that each line is worth reading. */
export async function leftOut(
  work: Work,
  asked: NewSimulation,
  alert: SimulatedAlert,
  run: { at: Temporal.Instant; entries: readonly SimulationEntry[] },
): Promise<LeftOut[]> {
  const { hasRules, isGrouped, standsOnOthers, messageLimits } = await findSurroundings(work.trx, work.orgId, alert)
  const channels = new Set(run.entries.flatMap((entry) => (entry.kind === 'message' ? [entry.channel] : [])))
  const isLimited = [...channels].some((channel) => limitsOf(channel, messageLimits) !== undefined)
  const found: [LeftOut, boolean][] = [
    ['no_source', asked.source === undefined],
    ['event_rules', hasRules],
    ['grouping', isGrouped],
    ['dependencies', standsOnOthers],
    ['message_limits', isLimited],
    ['providers', channels.size > 0],
    ['later_changes', Temporal.Instant.compare(run.at, work.now) > 0],
  ]
  return found.flatMap(([kind, holds]) => (holds ? [kind] : []))
}
