import type { Schedule, Shift } from './schedule.ts'
import { shifts } from './shifts.ts'

/** Time in which a changed schedule has another person on call, or nobody where there was somebody. `undefined`: nobody. */
export interface Difference {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What a change of a schedule means for who is on call between two instants, in order, without what stays as it is. */
export function differences(
  before: Schedule,
  after: Schedule,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Difference[] {
  const old = shifts(before, from, to)
  const changed = shifts(after, from, to)
  const bounds = new Set([from, to, ...[...old, ...changed].flatMap((shift) => [shift.from, shift.to])].map(msOf))
  const ordered = [...bounds].toSorted((a, b) => a - b)
  const wasAt = personReader(old)
  const isAt = personReader(changed)
  const found: Difference[] = []
  for (const [index, start] of ordered.entries()) {
    const end = ordered[index + 1]
    if (end === undefined) break
    const pair = { before: wasAt(start), after: isAt(start) }
    if (pair.before !== pair.after) append(found, { ...pair, from: instantOf(start), to: instantOf(end) })
  }
  return found
}

const msOf = (at: Temporal.Instant) => at.epochMilliseconds
const instantOf = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

/** Who is on call at instants that only rise. */
function personReader(list: readonly Shift[]): (at: number) => string | undefined {
  let position = 0
  return (at) => {
    while (position < list.length && msOf(list[position]!.to) <= at) position += 1
    const shift = list[position]
    return shift && msOf(shift.from) <= at ? shift.userId : undefined
  }
}

function append(found: Difference[], next: Difference): void {
  const last = found.at(-1)
  const goesOn = last && last.before === next.before && last.after === next.after && msOf(last.to) === msOf(next.from)
  if (goesOn) found[found.length - 1] = { ...last, to: next.to }
  else found.push(next)
}
