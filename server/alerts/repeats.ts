import type { Priority } from '../../contract/keys.ts'
import { isWorthALine } from '../../rules/alerts/fold.ts'
import { isQuietRepeat } from '../../rules/alerts/quiet.ts'
import { goesByHours, priorityOf } from '../../rules/intake/priority.ts'
import type { Connection } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { writeEntries } from '../timeline/index.ts'
import { contentHash } from './content.ts'
import { addRepeats, findOpen } from './store/alerts.ts'
import type { AlertSource, IncomingEvent } from './types.ts'

/** Repeats of one alert that need to be recorded within a second. */
export interface Repeats {
  alertId: string
  times: number
  lastEventAt: Temporal.Instant
  expiresAt: Temporal.Instant | null
  source: AlertSource
}

/** One key of a batch: all of its events are quiet, or none is, because their order counts. */
interface Asked {
  sourceId: string
  dedupKey: string
  contentHash: string
  incoming: IncomingEvent
  priority: Priority
  quiet: boolean
  positions: number[]
}

/** What was found of an event: the open alert that it repeats, nothing being open, or neither. */
type Found = { repeats: string } | 'absent' | undefined

/**
 * Which of these events repeat an alert that is open with the same content, so that nothing needs to be written on the spot:
 * the alert's id at their positions; and for which triggers nothing is open. `undefined` at all others. One statement without a lock, whose snapshot is taken after
 * the events arrived: a resolve that any node committed before is seen, one that commits afterwards came after the repeat
 * (docs/decisions/0010-quiet-repeats.md).
 */
export async function findQuietRepeats(
  engine: Connection,
  orgId: string,
  incoming: readonly IncomingEvent[],
  now: Temporal.Instant,
): Promise<Found[]> {
  const found: Found[] = Array.from({ length: incoming.length })
  const asked = [...askedByKey(incoming).values()].filter((one) => one.quiet)
  if (asked.length === 0) return found
  for (const { positions } of asked) for (const position of positions) found[position] = 'absent'
  for (const row of await findOpen(engine, orgId, asked)) {
    const { incoming: last, priority, positions } = asked[row.position]!
    const open = { priority: row.priority, ...(row.expiresAt && { expiresAt: row.expiresAt }) }
    const isQuiet = row.same && isQuietRepeat(open, last.event, priority, now)
    for (const position of positions) found[position] = isQuiet ? { repeats: row.id } : undefined
  }
  return found
}

function askedByKey(incoming: readonly IncomingEvent[]): Map<string, Asked> {
  const byKey = new Map<string, Asked>()
  for (const [position, one] of incoming.entries()) {
    const { source, event } = one
    const key = `${source.id} ${event.dedupKey}`
    const known = byKey.get(key)
    const mayBeQuiet = event.action === 'trigger' && one.onTheSpot !== true
    const hash = mayBeQuiet ? contentHash(event) : ''
    // The content is the same, hence the severity: where hours decide, such a repeat never raises (hours.ts).
    const bySeverity = goesByHours(event.severity, source.priorities)
      ? 'low'
      : priorityOf(event.severity, source.priorities)
    const priority = event.priority ?? bySeverity
    if (known === undefined) {
      byKey.set(key, {
        sourceId: source.id,
        dedupKey: event.dedupKey,
        contentHash: hash,
        incoming: one,
        priority,
        quiet: mayBeQuiet,
        positions: [position],
      })
      continue
    }
    known.quiet = known.quiet && mayBeQuiet && known.contentHash === hash
    known.incoming = one
    if (priority === 'high') known.priority = 'high'
    known.positions.push(position)
  }
  return byKey
}

/**
 * Records repeats that were found to be quiet: count, last-seen, the end, and a line in the timeline after a pause. Their
 * alerts may have been resolved since; the repeats came before that, and open nothing.
 */
export async function recordRepeats(work: Work, repeats: readonly Repeats[]): Promise<void> {
  const sourceByAlert = new Map(repeats.map((one) => [one.alertId, one]))
  const rows = await addRepeats(work.trx, work.orgId, repeats)
  await writeEntries(
    work,
    rows.flatMap(({ id, count, lastEventBefore }) => {
      const { source, lastEventAt } = sourceByAlert.get(id)!
      if (!isWorthALine(lastEventBefore, lastEventAt)) return []
      const actor = { kind: 'source' as const, id: source.id, name: source.name }
      return [{ alertId: id, kind: 'alert.repeated' as const, actor, data: { count } }]
    }),
  )
  for (const { id } of rows.slice(0, 50)) work.changed('alerts', id)
  if (rows.length > 50) work.changed('alerts')
}
