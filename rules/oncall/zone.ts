import { dayMs, hourMs } from './wall.ts'
import type { Wall } from './wall.ts'

/** Instants as milliseconds since 1970-01-01T00:00Z. Every boundary of a schedule lies on a whole second. */
export type EpochMs = number

/**
 * The clock of one time zone over a bounded time. Both directions never fall when their argument rises, so an order on the
 * wall is an order in time.
 */
export interface Zone {
  /** What the clock on the wall reads. */
  wallAt(at: EpochMs): Wall
  /**
   * The first instant at which the clock has reached `wall`: the first occurrence of a time that comes twice (autumn), and
   * the first instant after the gap for a time that does not exist (spring). Shifts begin and hand over here.
   */
  first(wall: Wall): EpochMs
  /**
   * The last instant until which the clock reads `wall` or earlier: the second occurrence of a time that comes twice.
   * What ends without a hand-over ends here, so that clocks set back make an overlap and never a gap (field 3.1).
   */
  last(wall: Wall): EpochMs
}

/** A stretch of time with one offset: from `from` until just before `to`. */
interface Stretch {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly offset: number
}

/**
 * How far the clock on the wall can be from where it would be without a jump: zones have left out and repeated whole days
 * (Pacific/Apia on 2011-12-30, Pacific/Kwajalein on 1993-08-21). One hour more, to be well clear of it.
 */
export const jumpMs = dayMs + hourMs

/** The zone's clock, exact for every wall-clock time within `jumpMs` of `from` to `to`. */
export function zoneBetween(timeZone: string, from: EpochMs, to: EpochMs): Zone {
  const stretches = stretchesBetween(timeZone, from - 3 * jumpMs, to + 3 * jumpMs)
  return {
    wallAt(at) {
      for (const { to: end, offset } of stretches) if (at < end) return at + offset
      throw new RangeError(`${at} is no instant`)
    },
    first(wall) {
      for (const { from: start, to: end, offset } of stretches) {
        if (wall < end + offset) return Math.max(start, wall - offset)
      }
      throw new RangeError(`${wall} is no wall-clock time`)
    },
    last(wall) {
      let found: EpochMs | undefined
      for (const { from: start, to: end, offset } of stretches) {
        if (start + offset > wall) break
        found = Math.min(end, wall - offset)
      }
      if (found === undefined) throw new RangeError(`${wall} is no wall-clock time`)
      return found
    },
  }
}

function stretchesBetween(timeZone: string, from: EpochMs, to: EpochMs): Stretch[] {
  const stretches: Stretch[] = []
  let start = -Infinity
  let clock: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone)
  while (clock !== null) {
    const next: Temporal.ZonedDateTime | null = clock.getTimeZoneTransition('next')
    const end: EpochMs = next === null || start > to ? Infinity : next.epochMilliseconds
    stretches.push({ from: start, to: end, offset: clock.offsetNanoseconds / 1_000_000 })
    start = end
    clock = end === Infinity ? null : next
  }
  return stretches
}
