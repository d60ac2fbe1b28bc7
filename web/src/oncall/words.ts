import { localeOf, type Viewer } from '../app/format.ts'
import { offsetAt } from './local-input.ts'
import type { Span } from './timeline/span.ts'

/** "Sat 22 Nov, 18:00": a day and a time that stand for themselves, whenever they are read. */
function dayAndTime(ms: number, viewer: Viewer): string {
  return `${dayText(ms, viewer)}, ${clock(ms, viewer)}`
}

/** "Sat 22 Nov, 18:00–22:00", over midnight with both days. */
export function spanText({ from, to }: Span, viewer: Viewer): string {
  if (dayText(from, viewer) === dayText(to, viewer)) return `${dayAndTime(from, viewer)}–${clock(to, viewer)}`
  return `${dayAndTime(from, viewer)} – ${dayAndTime(to, viewer)}`
}

/** The same in two zones when they show different times: "Sat 22 Nov, 18:00–22:00 (Berlin); …  (New York)". */
export function spanInZones(span: Span, viewer: Viewer, scheduleZone: string): string {
  const mine = spanText(span, viewer)
  const theirs = spanText(span, { ...viewer, timezone: scheduleZone })
  if (mine === theirs) return mine
  return `${mine} (${cityOf(viewer.timezone)}); ${theirs} (${cityOf(scheduleZone)})`
}

/** "America/New_York" -> "New York". */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** Whether the clocks of two zones show different times anywhere in a span. */
export function differsIn(span: Span, zone: string, other: string): boolean {
  return [span.from, (span.from + span.to) / 2, span.to].some(
    (ms) => offsetAt(Math.round(ms), zone) !== offsetAt(Math.round(ms), other),
  )
}

function dayText(ms: number, viewer: Viewer): string {
  return format(viewer, 'day', { weekday: 'short', day: 'numeric', month: 'short' }).format(ms)
}

function clock(ms: number, viewer: Viewer): string {
  return format(viewer, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(viewer: Viewer, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${viewer.language} ${viewer.timezone} ${name}`
  const known = formats.get(id)
  if (known) return known
  const made = new Intl.DateTimeFormat(localeOf(viewer.language), { ...options, timeZone: viewer.timezone })
  formats.set(id, made)
  return made
}
