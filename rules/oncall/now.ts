import type { Interval } from './intervals.ts'
import type { Origin, Schedule, Shift } from './schedule.ts'
import { shiftsWithin } from './shifts.ts'
import { dayMs } from './wall.ts'
import type { EpochMs } from './zone.ts'

/**
 * How far before and after the asked instant these rules look. What lies beyond is `undefined`: a layer with one person has
 * no end that anybody could name.
 */
export const horizonDays = 400

const horizonMs = horizonDays * dayMs

/** A person on call, with the true bounds of the shift; a bound beyond the horizon is `undefined`. */
export interface OnCall {
  readonly userId: string
  readonly from: Temporal.Instant | undefined
  readonly to: Temporal.Instant | undefined
  readonly origin: Origin
}

/** The instant at which another person takes over. `undefined` on a side: nobody is on call there. */
export interface Handover {
  readonly at: Temporal.Instant
  readonly fromUserId: string | undefined
  readonly toUserId: string | undefined
}

/** A person on call, without the bounds of the shift. */
export type PersonOnCall = Pick<OnCall, 'userId' | 'origin'>

/**
 * Who is on call at an instant: the slice of `shifts` that is one millisecond wide, hence the very answer that the calendar
 * draws. `undefined`: nobody is. Paging needs no more; finding the bounds of the shift costs several times as much.
 */
export function personOnCallAt(schedule: Schedule, at: Temporal.Instant): PersonOnCall | undefined {
  const slice = sliceAt(schedule, at.epochMilliseconds)
  return slice && { userId: slice.userId, origin: slice.origin }
}

/**
 * Everybody who has turns in a schedule on the day of an instant, on call or not, in the order of layers and turns; and who
 * stands in at that instant. Restrictions do not count: they say when somebody has the duty, not who is of the schedule.
 */
export function peopleAt(schedule: Schedule, at: Temporal.Instant): string[] {
  const today = at.toZonedDateTimeISO(schedule.timeZone).toPlainDate().toString()
  const current = schedule.layers.filter(({ start, end }) => start <= today && (end === undefined || today < end))
  const onCall = personOnCallAt(schedule, at)
  return [...new Set([...current.flatMap((layer) => layer.userIds), ...(onCall ? [onCall.userId] : [])])]
}

/** `personOnCallAt` with the true bounds of the shift, for "until Monday 09:00". */
export function onCallAt(schedule: Schedule, at: Temporal.Instant): OnCall | undefined {
  return onCallAtMs(schedule, at.epochMilliseconds)
}

/**
 * The first shift that begins after an instant, or the first of one person; with its true bounds. `undefined`: none begins
 * within `horizonDays`.
 */
export function nextShift(schedule: Schedule, at: Temporal.Instant, userId?: string): OnCall | undefined {
  const start = at.epochMilliseconds
  const found = firstFound(start, (frame) =>
    shiftsWithin(schedule, frame).find(
      (shift) => shift.from.epochMilliseconds > start && (userId === undefined || shift.userId === userId),
    ),
  )
  return found && onCallAtMs(schedule, found.from.epochMilliseconds)
}

/**
 * When the person on call changes for the first time after an instant, also from or to nobody; two touching shifts of one
 * person are no hand-over. `undefined`: it does not change within `horizonDays`.
 */
export function nextHandover(schedule: Schedule, at: Temporal.Instant): Handover | undefined {
  const start = at.epochMilliseconds
  const fromUserId = sliceAt(schedule, start)?.userId
  return firstFound(start, (frame) => {
    let reached = start
    for (const shift of shiftsWithin(schedule, frame)) {
      if (shift.from.epochMilliseconds > reached && fromUserId !== undefined) break
      if (shift.userId !== fromUserId) return { at: shift.from, fromUserId, toUserId: shift.userId }
      reached = shift.to.epochMilliseconds
    }
    if (fromUserId === undefined || reached >= frame.to) return undefined
    return { at: Temporal.Instant.fromEpochMilliseconds(reached), fromUserId, toUserId: undefined }
  })
}

function onCallAtMs(schedule: Schedule, at: EpochMs): OnCall | undefined {
  const slice = sliceAt(schedule, at)
  if (!slice) return undefined
  const wholeWithin = (frame: Interval) => shiftsWithin(schedule, frame).find((shift) => isWithin(shift, at)) ?? slice
  const to = firstFound(at, (frame) => {
    const end = wholeWithin(frame).to
    return end.epochMilliseconds < frame.to ? end : undefined
  })
  const from = firstFound(at, (frame) => {
    const mirrored = { from: 2 * at - frame.to, to: at + 1 }
    const start = wholeWithin(mirrored).from
    return start.epochMilliseconds > mirrored.from ? start : undefined
  })
  return { userId: slice.userId, from, to, origin: slice.origin }
}

function sliceAt(schedule: Schedule, at: EpochMs): Shift | undefined {
  return shiftsWithin(schedule, { from: at, to: at + 1 })[0]
}

function isWithin(shift: Shift, at: EpochMs): boolean {
  return shift.from.epochMilliseconds <= at && at < shift.to.epochMilliseconds
}

/** Looks one day ahead, then eight times as far until the horizon: most answers are near, and far ones stay affordable. */
function firstFound<T>(start: EpochMs, search: (frame: Interval) => T | undefined): T | undefined {
  for (let reach = dayMs; ; reach = Math.min(horizonMs, reach * 8)) {
    const found = search({ from: start, to: start + reach })
    if (found !== undefined || reach === horizonMs) return found
  }
}
