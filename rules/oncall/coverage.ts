import type { Schedule, Shift } from './schedule.ts'
import { layerShifts, shifts } from './shifts.ts'

/** Time in which nobody is on call. */
export interface Gap {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
}

/** Time in which layers are active with different people. */
export interface Overlap {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  /** In the order of the layers, so the last one is on call unless an override says otherwise. */
  readonly userIds: readonly string[]
}

/** What `shifts` leaves uncovered between two instants, in order. */
export function gaps(schedule: Schedule, from: Temporal.Instant, to: Temporal.Instant): Gap[] {
  const found: Gap[] = []
  let reached = from
  for (const shift of shifts(schedule, from, to)) {
    if (Temporal.Instant.compare(reached, shift.from) < 0) found.push({ from: reached, to: shift.from })
    reached = shift.to
  }
  if (Temporal.Instant.compare(reached, to) < 0) found.push({ from: reached, to })
  return found
}

/** Where two or more people have a layer at once between two instants, in order: the earlier layers' people are hidden there. */
export function overlaps(schedule: Schedule, from: Temporal.Instant, to: Temporal.Instant): Overlap[] {
  const rows = layerShifts(schedule, from, to)
  const bounds = new Set(rows.flat().flatMap((shift) => [shift.from.epochMilliseconds, shift.to.epochMilliseconds]))
  const ordered = [...bounds].toSorted((a, b) => a - b)
  /** The first shift of each row that has not yet ended. */
  const positions = rows.map(() => 0)
  const found: Overlap[] = []
  for (const [index, start] of ordered.entries()) {
    const end = ordered[index + 1]
    if (end === undefined) break
    const active = rows.flatMap((row, layer) => activeIn(row, positions, layer, start))
    const userIds = [...new Set(active.map((shift) => shift.userId))]
    if (userIds.length > 1) append(found, start, end, userIds)
  }
  return found
}

function activeIn(row: readonly Shift[], positions: number[], layer: number, at: number): Shift[] {
  let position = positions[layer] ?? 0
  let shift = row[position]
  while (shift && shift.to.epochMilliseconds <= at) shift = row[(position += 1)]
  positions[layer] = position
  return shift && shift.from.epochMilliseconds <= at ? [shift] : []
}

function append(found: Overlap[], start: number, end: number, userIds: string[]): void {
  const to = Temporal.Instant.fromEpochMilliseconds(end)
  const last = found.at(-1)
  if (last?.to.epochMilliseconds === start && last.userIds.join('\n') === userIds.join('\n')) {
    found[found.length - 1] = { ...last, to }
  } else {
    found.push({ from: Temporal.Instant.fromEpochMilliseconds(start), to, userIds })
  }
}
