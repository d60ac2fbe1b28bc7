import { fromLocalInput, toLocalInput } from '../../../oncall/local-input.ts'

const minute = 60_000
/** Longer than this the server lets nothing sleep. */
export const longestDays = 7

export interface SnoozePreset {
  id: 'quarter' | 'hour' | 'fourHours' | 'morning' | 'monday'
  /** Milliseconds since the epoch. */
  until: number
}

/** For how long people put an alert aside: a while, until the next morning at eight, until Monday at eight, by their clock. */
export function presetsAt(now: number, timezone: string): SnoozePreset[] {
  const morning = nextEight(now, timezone, () => true)
  const monday = nextEight(now, timezone, (day) => day === 1)
  return [
    { id: 'quarter', until: now + 15 * minute },
    { id: 'hour', until: now + 60 * minute },
    { id: 'fourHours', until: now + 240 * minute },
    { id: 'morning', until: morning },
    ...(monday === morning ? [] : [{ id: 'monday' as const, until: monday }]),
  ]
}

/** The next 08:00 of the clock of this zone on a weekday that fits (0 is Sunday). */
function nextEight(now: number, timezone: string, fits: (weekday: number) => boolean): number {
  for (let days = 0; days <= longestDays + 1; days += 1) {
    const local = toLocalInput(now + days * 24 * 60 * minute, timezone)
    const date = local.slice(0, 10)
    const at = Date.parse(fromLocalInput(`${date}T08:00`, timezone) ?? '')
    if (at > now && fits(new Date(`${date}T00:00Z`).getUTCDay())) return at
  }
  return now
}
