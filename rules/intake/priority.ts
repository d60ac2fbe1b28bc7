import type { Priority, Severity } from '../../contract/keys.ts'

/** How the support hours of an alert's customer decide its priority. */
export interface HoursRule {
  insideHours: Priority
  outsideHours: Priority
  /** What is open, unanswered and low because of the hours becomes high when they begin, or end. */
  raiseWhenHoursBegin: boolean
  raiseWhenHoursEnd: boolean
}

/** What a source says about priorities: by severity, and for the urgent ones that it does not name by support hours. */
export type SourcePriorities = Readonly<Partial<Record<Severity, Priority | undefined>>> & {
  readonly supportHours?: HoursRule | undefined
}

const defaults: Readonly<Record<Severity, Priority>> = {
  critical: 'high',
  error: 'high',
  warning: 'low',
  info: 'low',
  // A page too many costs sleep, a page too few the night of the customer: what the sender did not say is urgent.
  unknown: 'high',
}

/** Whether support hours decide about a severity: it is urgent by default, and the source does not name it. */
export function goesByHours(severity: Severity, ofSource?: SourcePriorities): boolean {
  return ofSource?.supportHours !== undefined && ofSource[severity] === undefined && defaults[severity] === 'high'
}

/**
 * The priority of an alert by its severity: the rule of its source where that says one, else the default. `isInside`: whether
 * the customer's hours hold now; undefined for a customer without hours, who is served at any time.
 */
export function priorityOf(severity: Severity, ofSource?: SourcePriorities, isInside?: boolean): Priority {
  const rule = ofSource?.supportHours
  if (rule === undefined || isInside === undefined || !goesByHours(severity, ofSource)) {
    return ofSource?.[severity] ?? defaults[severity]
  }
  return isInside ? rule.insideHours : rule.outsideHours
}

/** When an alert that is low because of the hours rises; undefined: it stays low until somebody answers. */
export function raisedWhen(rule: HoursRule): 'hours_begin' | 'hours_end' | undefined {
  if (rule.insideHours === 'high' && rule.raiseWhenHoursBegin) return 'hours_begin'
  return rule.outsideHours === 'high' && rule.raiseWhenHoursEnd ? 'hours_end' : undefined
}
