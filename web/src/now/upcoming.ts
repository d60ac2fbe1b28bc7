import type { Alert } from '../api/types.ts'

export interface Upcoming {
  alert: Alert
  at: string
  kind: NonNullable<Alert['nextStep']>['kind']
  names: string[]
}

/** What happens by itself next, the soonest first: steps, fallbacks, ends of policies and of acknowledgements. */
export function upcomingOf(alerts: readonly Alert[], most: number): Upcoming[] {
  return alerts
    .flatMap((alert) => (alert.nextStep && alert.status !== 'resolved' ? [{ alert, ...alert.nextStep }] : []))
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .slice(0, most)
}
