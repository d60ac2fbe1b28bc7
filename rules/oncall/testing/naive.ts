import type { Layer, Restriction, Schedule } from '../schedule.ts'

/**
 * The same rules written a second time, to compare with: turn by turn from the first day, quarter of an hour by quarter of an
 * hour, on Temporal's own calendar and disambiguation. Slow on purpose. Times must lie on quarters of an hour.
 */
export interface Stretch {
  readonly userId: string
  readonly from: bigint
  readonly to: bigint
}

const quarter = { minutes: 15 }
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** Who is on call at an instant, given the stretches of `naiveStretches`: overrides, then layers from the last to the first. */
export function naiveUserAt(rows: readonly (readonly Stretch[])[], at: Temporal.Instant): string | undefined {
  for (const row of rows.toReversed()) {
    // Of stretches that overlap, the one that begins later counts.
    const holder = row.findLast(({ from, to }) => from <= at.epochNanoseconds && at.epochNanoseconds < to)
    if (holder) return holder.userId
  }
  return undefined
}

/** A row for each layer until `until`, and one of overrides, which must not overlap on the wall clock. */
export function naiveStretches(schedule: Schedule, until: Temporal.PlainDate): Stretch[][] {
  const overrides = schedule.overrides.map((override) => ({
    userId: override.userId,
    from: occurrence(override.from, schedule.timeZone, 'earlier'),
    to: occurrence(override.to, schedule.timeZone, 'later'),
  }))
  const rows = schedule.layers.map((layer) => layerStretches(layer, schedule.timeZone, until))
  return [...rows, overrides.toSorted((a, b) => (a.from < b.from ? -1 : 1))]
}

function layerStretches(layer: Layer, timeZone: string, until: Temporal.PlainDate): Stretch[] {
  const start = Temporal.PlainDateTime.from(layer.start)
  const end = Temporal.PlainDateTime.from(layer.end ?? until)
  const stretches: Stretch[] = []
  let place = 0
  let from = start
  let to = firstTurnEnd(layer, start)
  while (isBefore(from, end)) {
    const userId = layer.userIds[place % layer.userIds.length] ?? ''
    const runs = activeRuns(layer.restrictions, from, isBefore(to, end) ? to : end)
    for (const run of runs) {
      const isWindowEnd = !run.to.equals(to) || to.equals(end) || !isActive(layer.restrictions, to)
      const stretch = {
        userId,
        from: occurrence(run.from, timeZone, 'earlier'),
        to: occurrence(run.to, timeZone, isWindowEnd ? 'later' : 'earlier'),
      }
      if (stretch.from < stretch.to) stretches.push(stretch)
    }
    if (runs.length > 0 || layer.rotation?.skipExcluded === false) place += 1
    from = to
    to = to.add(turnLength(layer))
  }
  return stretches
}

function turnLength(layer: Layer): Temporal.DurationLike {
  const [count, unit] = (layer.rotation?.every ?? '9999 weeks').split(' ')
  const plural = unit?.endsWith('s') ? unit : `${unit}s`
  return { [plural]: Number(count) }
}

function firstTurnEnd(layer: Layer, start: Temporal.PlainDateTime): Temporal.PlainDateTime {
  const words = (layer.rotation?.handover ?? '00:00').split(' ')
  let begin = start.withPlainTime(words.at(-1))
  if (words.length > 1) while (weekdays[begin.dayOfWeek - 1] !== words[0]) begin = begin.subtract({ days: 1 })
  return begin.add(turnLength(layer))
}

/** The unbroken runs of active quarters between two wall-clock times. */
function activeRuns(
  restrictions: readonly Restriction[] | undefined,
  from: Temporal.PlainDateTime,
  to: Temporal.PlainDateTime,
): { from: Temporal.PlainDateTime; to: Temporal.PlainDateTime }[] {
  if (!restrictions?.length) return isBefore(from, to) ? [{ from, to }] : []
  const runs: { from: Temporal.PlainDateTime; to: Temporal.PlainDateTime }[] = []
  let begin: Temporal.PlainDateTime | undefined
  for (let wall = from; isBefore(wall, to); wall = wall.add(quarter)) {
    const active = isActive(restrictions, wall)
    if (active) begin ??= wall
    if (!active && begin) runs.push({ from: begin, to: wall })
    if (!active) begin = undefined
  }
  return begin ? [...runs, { from: begin, to }] : runs
}

function isActive(restrictions: readonly Restriction[] | undefined, wall: Temporal.PlainDateTime): boolean {
  if (!restrictions?.length) return true
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' })
  const today = weekdays[wall.dayOfWeek - 1] ?? 'Mon'
  const yesterday = weekdays[wall.subtract({ days: 1 }).dayOfWeek - 1] ?? 'Mon'
  return restrictions.some(({ days = weekdays, from, to }) => {
    if (from < to) return days.includes(today) && from <= time && time < to
    return (days.includes(today) && from <= time) || (days.includes(yesterday) && time < to)
  })
}

/** The first or last occurrence of a wall-clock time; for one that does not exist, the first instant after the gap. */
function occurrence(
  wall: Temporal.PlainDateTime | string,
  timeZone: string,
  disambiguation: 'earlier' | 'later',
): bigint {
  const asked = Temporal.PlainDateTime.from(wall)
  let found = asked.toZonedDateTime(timeZone, { disambiguation })
  if (found.toPlainDateTime().equals(asked)) return found.epochNanoseconds
  found = asked.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  while (isBefore(found.toPlainDateTime(), asked)) found = found.add(quarter)
  return found.epochNanoseconds
}

function isBefore(a: Temporal.PlainDateTime, b: Temporal.PlainDateTime): boolean {
  return Temporal.PlainDateTime.compare(a, b) < 0
}
