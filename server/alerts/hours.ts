import { hoursTurnAfter, isWithinHours } from '../../rules/customers/support-hours.ts'
import { goesByHours, priorityOf, raisedWhen } from '../../rules/intake/priority.ts'
import type { Priority, Severity } from '../../contract/keys.ts'
import { supportHoursOf } from '../customers/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Alert, AlertSource } from './types.ts'

/** What support hours make of the priorities of a batch. */
export interface Hours {
  /**
   * The priority of an event. One that repeats its alert's severity leaves the priority as it is: hours raise at the moment
   * at which they turn, and only where the source says so, not whenever a monitoring happens to speak.
   */
  priorityOf(source: AlertSource, severity: Severity, before?: { severity: Severity; priority: Priority }): Priority
  /** When an alert rises that is low because of the hours. */
  raiseOf(
    source: AlertSource,
    alert: Pick<Alert, 'severity' | 'priority' | 'status'>,
  ): Pick<Alert, 'raiseAt' | 'raiseWhen'>
}

const never: Pick<Alert, 'raiseAt' | 'raiseWhen'> = { raiseAt: null, raiseWhen: null }

/** Looks up the hours of the customers of these sources as they stand now; without a source that goes by them nothing. */
export async function hoursFor(work: Work, sources: readonly AlertSource[]): Promise<Hours> {
  const going = sources.filter((source) => source.priorities.supportHours !== undefined)
  const hoursById = await supportHoursOf(
    work.trx,
    going.flatMap((source) => source.customerId ?? []),
  )
  const hoursOf = ({ customerId }: AlertSource) => (customerId === null ? undefined : hoursById.get(customerId))
  return {
    priorityOf(source, severity, before) {
      if (before?.severity === severity && goesByHours(severity, source.priorities)) return before.priority
      const hours = hoursOf(source)
      return priorityOf(severity, source.priorities, hours && isWithinHours(hours, work.now))
    },
    raiseOf(source, { severity, priority, status }) {
      const rule = source.priorities.supportHours
      const hours = hoursOf(source)
      if (!rule || !hours || priority === 'high' || status === 'resolved') return never
      const raiseWhen = goesByHours(severity, source.priorities) ? raisedWhen(rule) : undefined
      const raiseAt = raiseWhen && hoursTurnAfter(hours, raiseWhen, work.now)
      return raiseWhen && raiseAt ? { raiseAt, raiseWhen } : never
    },
  }
}
