import type { Channel } from '../../contract/config/person.ts'
import type { Priority } from '../../contract/keys.ts'
import { withDevices } from './devices.ts'
import type { SetUpRule } from './devices.ts'
import { planPage } from './plan.ts'
import type { PageTiming, Plan, PlannableContact } from './plan.ts'

/** How one person can be reached. */
export interface Reachability {
  contacts: readonly (PlannableContact & { channel: Channel })[]
  /** Of every priority. */
  rules: readonly (SetUpRule & { priority: Priority })[]
}

/** The messages of a page to a person: their rules of the page's priority, with every working device by itself. */
export function planForPerson({ contacts, rules }: Reachability, priority: Priority, timing: PageTiming): Plan {
  const devices = contacts.filter((one) => one.channel === 'push' && one.verified && !one.disabled)
  return planPage(
    contacts,
    withDevices(
      rules.filter((rule) => rule.priority === priority),
      devices.map((one) => one.id),
    ),
    timing,
  )
}
