import { stepNames, type StepName } from './steps.ts'
import type { ItemOf } from '../api/items.ts'
import type { Alert, Contact, Device, Source } from '../api/types.ts'

/** What exists, as far as it is known. */
export interface Known {
  contacts: Contact[]
  devices: Device[]
  schedules: ItemOf<'schedules'>[]
  policies: ItemOf<'escalationPolicies'>[]
  sources: Source[]
  alerts: Alert[]
  /** The newest of those that the person has or had, however old. */
  answered: Alert[]
}

/** The person's contacts to which a page could go now. */
export const usableContacts = (contacts: Contact[]) =>
  contacts.filter(
    ({ verified, disabledExplanation, channel }) => verified && !disabledExplanation && channel !== 'push',
  )

/** The source of the path: the newest that people connect; Pikett's own do not count. */
export const ownSource = (sources: Source[]) => sources.findLast(({ builtIn }) => !builtIn)

/** The newest alert that somebody of this key has acknowledged. */
export const answeredAlert = (alerts: Alert[], userKey: string) =>
  alerts.find(({ acknowledgedBy }) => acknowledgedBy?.key === userKey)

/** Which steps are done: computed from what exists, never stored. */
export function doneSteps(known: Known, userKey: string): Record<StepName, boolean> {
  const reached = usableContacts(known.contacts)
  return {
    who: reached.length > 0,
    way: known.devices.some(({ disabledExplanation }) => !disabledExplanation) || reached.length > 0,
    oncall: known.schedules.length > 0 && known.policies.length > 0,
    source: known.sources.some(({ builtIn, lastEventAt }) => !builtIn && lastEventAt !== null),
    page: answeredAlert(known.answered, userKey) !== undefined,
  }
}

/** The first that is not done: the one that is open when the path is entered. */
export const nextStep = (done: Record<StepName, boolean>) => stepNames.find((name) => !done[name])
