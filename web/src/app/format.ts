import type { Language } from '../../../contract/keys.ts'

/** How one viewer reads times: his language and his IANA time zone. */
export interface Viewer {
  language: Language
  timezone: string
}

const minute = 60
const hour = 3_600
const day = 86_400
const units = {
  en: { d: ' d', h: ' h', m: ' min', s: ' s' },
  de: { d: ' T.', h: ' Std.', m: ' Min.', s: ' Sek.' },
}

/** A length of time in at most two units, rounded down: "42 s", "4 min", "1 h 30 min" / "1 Std. 30 Min.". Takes seconds. */
export function formatLength(totalSeconds: number, language: Language): string {
  const seconds = Math.max(0, Math.floor(totalSeconds))
  const unit = units[language]
  const parts: [number, string][] =
    seconds < minute
      ? [[seconds, unit.s]]
      : seconds < hour
        ? [[Math.floor(seconds / minute), unit.m]]
        : seconds < day
          ? [
              [Math.floor(seconds / hour), unit.h],
              [Math.floor((seconds % hour) / minute), unit.m],
            ]
          : [
              [Math.floor(seconds / day), unit.d],
              [Math.floor((seconds % day) / hour), unit.h],
            ]
  const [first, second] = parts
  return [first, second && second[0] > 0 ? second : undefined]
    .filter(Boolean)
    .map((part) => `${part?.[0]}${part?.[1]}`)
    .join(' ')
}

/** A configured duration in full: "90 s" stays exact as "1 min 30 s". Takes seconds. */
export function formatDurationExact(totalSeconds: number, language: Language): string {
  const unit = units[language]
  const sizes: [number, string][] = [
    [day, unit.d],
    [hour, unit.h],
    [minute, unit.m],
    [1, unit.s],
  ]
  let rest = Math.max(0, Math.round(totalSeconds))
  const parts: string[] = []
  for (const [size, name] of sizes) {
    const amount = Math.floor(rest / size)
    if (amount > 0) parts.push(`${amount}${name}`)
    rest -= amount * size
  }
  return parts.join(' ') || `0${unit.s}`
}

/** A countdown whose width does not jump: 4:18, 59:59, 1:02:03. Takes seconds; what has passed reads 0:00. */
export function formatCountdown(totalSeconds: number): string {
  const seconds = Math.max(0, Math.ceil(totalSeconds))
  const two = (value: number) => `${value}`.padStart(2, '0')
  const hours = Math.floor(seconds / hour)
  const minutes = Math.floor((seconds % hour) / minute)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % minute)}` : `${minutes}:${two(seconds % minute)}`
}

/** The exact instant with date, seconds and zone, for titles and details. */
export function formatExact(instant: string, viewer: Viewer): string {
  return dateTimeFormat(viewer, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(instant))
}

/** The time of day, with seconds when asked: 14:05, 14:05:09. */
export function formatTimeOfDay(instant: string, viewer: Viewer, withSeconds = false): string {
  const seconds = withSeconds ? { second: '2-digit' as const } : {}
  return dateTimeFormat(viewer, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...seconds }).format(
    new Date(instant),
  )
}

/** Time of day with as much date as `now` makes necessary: 14:05 · Sat 18:00 (within six days) · 24 Dec 2026, 18:00. */
export function formatMoment(instant: string, now: number, viewer: Viewer): string {
  const moment = new Date(instant)
  const time = formatTimeOfDay(instant, viewer)
  const dayKey = dateTimeFormat(viewer, { year: 'numeric', month: '2-digit', day: '2-digit' })
  if (dayKey.format(moment) === dayKey.format(now)) return time
  const distance = Math.abs(moment.getTime() - now) / 1_000
  if (distance < 6 * day) return `${dateTimeFormat(viewer, { weekday: 'short' }).format(moment)} ${time}`
  const year = dateTimeFormat(viewer, { year: 'numeric' })
  const otherYear = year.format(moment) === year.format(now) ? {} : { year: 'numeric' as const }
  return `${dateTimeFormat(viewer, { day: 'numeric', month: 'short', ...otherYear }).format(moment)}, ${time}`
}

/** "20 Nov" or "20. Nov.", the heading of a day. */
export function formatDay(instant: string, viewer: Viewer): string {
  return dateTimeFormat(viewer, { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(instant))
}

/** "Ann, Bob and Cleo" / "Ann, Bob und Cleo". */
export function formatNames(names: string[], language: Language): string {
  return new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(names)
}

export function formatNumber(value: number, language: Language): string {
  return value.toLocaleString(localeOf(language))
}

/** English is read by Europeans here: day before month, 24 hours. */
export function localeOf(language: Language): string {
  return language === 'de' ? 'de' : 'en-GB'
}

const formats = new Map<string, Intl.DateTimeFormat>()

function dateTimeFormat(viewer: Viewer, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${viewer.language} ${viewer.timezone} ${JSON.stringify(options)}`
  let format = formats.get(id)
  if (!format) {
    format = new Intl.DateTimeFormat(localeOf(viewer.language), { ...options, timeZone: viewer.timezone })
    formats.set(id, format)
  }
  return format
}
