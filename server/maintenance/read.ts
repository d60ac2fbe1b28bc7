import { maintenanceWindow } from '../../contract/config/maintenance.ts'
import { parseDuration } from '../../contract/durations.ts'
import type { NewMaintenance } from '../../contract/maintenance.ts'
import { problemOfRule } from '../../rules/maintenance/index.ts'
import type { FieldProblem } from '../kernel/fault.ts'
import { Fault } from '../kernel/fault.ts'
import type { CompleteWindow } from './shape.ts'
import { completed } from './shape.ts'

/** Reads a window that was put together from a request, by the rules of the configuration file. Throws invalid_request. */
export function read(item: Record<string, unknown>, timezone: string): CompleteWindow {
  const result = maintenanceWindow.safeParse(item)
  if (!result.success) {
    throw invalid(result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })))
  }
  const window = completed(result.data, timezone)
  const { rrule, start } = window
  const problem = rrule === undefined ? undefined : problemOfRule(rrule, start!, window.timezone)
  if (problem !== undefined) throw invalid([{ path: 'rrule', message: problem }])
  return window
}

/** Begin and end where the request leaves them to us: now, and after the duration. Throws invalid_request. */
export function localTimes(
  { start, end, duration, recurrence }: NewMaintenance,
  timezone: string,
  now: Temporal.Instant,
): { start?: string; end?: string } {
  if (recurrence !== undefined) return {}
  const begins =
    start === undefined ? now.toZonedDateTimeISO(timezone).toPlainDateTime() : Temporal.PlainDateTime.from(start)
  const from = { start: begins.toString({ smallestUnit: 'minute' }) }
  if (duration === undefined) return from
  if (end !== undefined) throw invalid([{ path: 'duration', message: 'Say "end" or "duration", not both.' }])
  // Rounded up: whoever asks for an hour gets at least that.
  const ends = endAfter(begins, parseDuration(duration)!, timezone).round({
    smallestUnit: 'minute',
    roundingMode: 'ceil',
  })
  return { ...from, end: ends.toString({ smallestUnit: 'minute' }) }
}

/** A length is real time: two hours are two hours, also in the night in which the clocks change. */
function endAfter(begins: Temporal.PlainDateTime, seconds: number, timezone: string): Temporal.PlainDateTime {
  return begins.toZonedDateTime(timezone).add({ seconds }).toPlainDateTime()
}

export function invalid(problems: FieldProblem[]): Fault {
  const { path, message } = problems[0]!
  return new Fault('invalid_request', `${path}: ${message}`, problems)
}
