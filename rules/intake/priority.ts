import type { Priority, Severity } from '../../contract/keys.ts'

const defaults: Readonly<Record<Severity, Priority>> = {
  critical: 'high',
  error: 'high',
  warning: 'low',
  info: 'low',
  // A page too many costs sleep, a page too few the night of the customer: what the sender did not say is urgent.
  unknown: 'high',
}

/** The priority of an alert by its severity: the rule of its source where that says one, else the default. */
export function priorityOf(
  severity: Severity,
  ofSource?: Readonly<Partial<Record<Severity, Priority | undefined>>>,
): Priority {
  return ofSource?.[severity] ?? defaults[severity]
}
