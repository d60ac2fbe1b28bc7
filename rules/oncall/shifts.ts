import { laidOver } from './intervals.ts'
import type { Interval } from './intervals.ts'
import { dutiesOf } from './layer.ts'
import type { Duty } from './layer.ts'
import type { Origin, Override, Schedule, Shift } from './schedule.ts'
import { dateOfWall, wallOfDateTime } from './wall.ts'
import { jumpMs, zoneBetween } from './zone.ts'
import type { Zone } from './zone.ts'

/** A shift in milliseconds. */
interface Stint extends Duty {
  readonly origin: Origin
}

/**
 * Who is on call from `from` until just before `to` in the end: layers laid over each other, overrides over all. In order,
 * without overlap, nothing empty; touching time of one person from one origin is one shift. Shifts are cut to the asked
 * time: the answer for a part of a time is exactly that part of the answer for the whole. To the millisecond.
 * The cost grows with the asked time (8,760 hourly shifts a year), so let a caller who is not trusted ask for a bounded one.
 */
export function shifts(schedule: Schedule, from: Temporal.Instant, to: Temporal.Instant): Shift[] {
  return shiftsWithin(schedule, { from: from.epochMilliseconds, to: to.epochMilliseconds })
}

/** The shifts of each layer by itself, in the order of the layers, before any is laid over another: for drawing them. */
export function layerShifts(schedule: Schedule, from: Temporal.Instant, to: Temporal.Instant): Shift[][] {
  const frame = { from: from.epochMilliseconds, to: to.epochMilliseconds }
  if (frame.from >= frame.to) return schedule.layers.map(() => [])
  const zone = zoneBetween(schedule.timeZone, frame.from, frame.to)
  return layerStints(schedule, zone, frame).map((stints) => stints.map(shiftOf))
}

/** The overrides within the asked time, as they count: for drawing them. */
export function overrideShifts(schedule: Schedule, from: Temporal.Instant, to: Temporal.Instant): Shift[] {
  return shifts({ ...schedule, layers: [] }, from, to)
}

/** `shifts` in milliseconds since 1970-01-01T00:00Z, for rules that search. */
export function shiftsWithin(schedule: Schedule, frame: Interval): Shift[] {
  if (frame.from >= frame.to) return []
  const zone = zoneBetween(schedule.timeZone, frame.from, frame.to)
  const layered = layerStints(schedule, zone, frame).reduce<Stint[]>(laidOver, [])
  return laidOver(layered, overrideStints(schedule, zone, frame)).map(shiftOf)
}

function layerStints(schedule: Schedule, zone: Zone, frame: Interval): Stint[][] {
  return schedule.layers.map((layer, index) => {
    const origin: Origin = { kind: 'layer', index, name: layer.name }
    return dutiesOf(layer, zone, frame).map((duty) => ({ ...duty, origin }))
  })
}

function overrideStints(schedule: Schedule, zone: Zone, frame: Interval): Stint[] {
  const firstDate = dateOfWall(zone.wallAt(frame.from) - jumpMs)
  const lastDate = dateOfWall(zone.wallAt(frame.to) + jumpMs)
  let stints: Stint[] = []
  for (const { userId, index, ...override } of overridesBetween(schedule.overrides, firstDate, lastDate)) {
    // Far outside of the frame the zone is not exact, but what lies outside stays outside.
    const from = Math.max(frame.from, zone.first(override.from))
    const to = Math.min(frame.to, zone.last(override.to))
    if (from >= to) continue
    const stint: Stint = { userId, from, to, origin: { kind: 'override', index } }
    // The contract refuses overlapping overrides, so laying over is the exception, and one after the other the rule.
    if ((stints.at(-1)?.to ?? -Infinity) <= from) stints.push(stint)
    else stints = laidOver(stints, [stint])
  }
  return stints
}

/** In the order in which they are laid over each other. Most are long over: their dates tell, without being parsed. */
function overridesBetween(overrides: readonly Override[], firstDate: string, lastDate: string) {
  return overrides
    .map(({ userId, from, to }, index) => ({ userId, index, from, to }))
    .filter(({ from, to }) => from.slice(0, 10) <= lastDate && to.slice(0, 10) >= firstDate)
    .map((override) => ({ ...override, from: wallOfDateTime(override.from), to: wallOfDateTime(override.to) }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from || a.index - b.index)
}

function shiftOf({ userId, from, to, origin }: Stint): Shift {
  return {
    userId,
    from: Temporal.Instant.fromEpochMilliseconds(from),
    to: Temporal.Instant.fromEpochMilliseconds(to),
    origin,
  }
}
