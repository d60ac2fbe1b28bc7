import type { ItemOf } from '../api/items.ts'

/** Keys of what one press sets up. */
export const firstKeys = { schedule: 'primary', policy: 'default', source: 'first' } as const

interface Names {
  schedule: string
  policy: string
  layer: string
}

/** The Monday of the week of an instant, in a zone: where a weekly rotation begins. */
export function mondayOf(now: number, timezone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(now)
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

/** One person, every week, at any time: colleagues join later. */
export function firstSchedule(
  userKey: string,
  timezone: string,
  now: number,
  names: Names,
): Partial<ItemOf<'schedules'>> {
  return {
    key: firstKeys.schedule,
    name: names.schedule,
    timezone,
    layers: [
      {
        name: names.layer,
        start: mondayOf(now, timezone),
        rotation: { every: '1 week', handover: 'Mon 09:00' },
        users: [userKey],
      },
    ] as ItemOf<'schedules'>['layers'],
  }
}

/** Whoever is on call, three rounds, five minutes each. */
export function firstPolicy(scheduleKey: string, names: Names): Partial<ItemOf<'escalationPolicies'>> {
  return {
    key: firstKeys.policy,
    name: names.policy,
    steps: [{ targets: [`schedule:${scheduleKey}`], timeout: '5m' }] as ItemOf<'escalationPolicies'>['steps'],
    repeat: 2,
  }
}

/** A command that makes a real event. */
export function curlOf(url: string, summary: string): string {
  const body = JSON.stringify({ summary, severity: 'critical' })
  return `curl -H 'content-type: application/json' \\\n  -d '${body.replaceAll("'", '’')}' \\\n  ${url}`
}
