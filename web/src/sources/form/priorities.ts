import type { SourceConfig } from '../../../../contract/config/source.ts'
import type { Priority, Severity } from '../../../../contract/keys.ts'
import { priorityOf } from '../../../../rules/intake/priority.ts'

type Priorities = NonNullable<SourceConfig['priorities']>
type Hours = NonNullable<Priorities['supportHours']>

/** What a severity is when nobody says otherwise: the rule of production. */
export const defaultPriority = (severity: Severity): Priority => priorityOf(severity, {})

/** Without anything left in it the whole setting is absent, as in a file that does not name it. */
function orNothing(priorities: Priorities): Priorities | undefined {
  const named = Object.fromEntries(Object.entries(priorities).filter(([, value]) => value !== undefined))
  return Object.keys(named).length > 0 ? (named as Priorities) : undefined
}

export function withSeverity(
  before: Priorities | undefined,
  severity: Severity,
  priority: Priority | undefined,
): Priorities | undefined {
  return orNothing({ ...before, [severity]: priority })
}

export function withHours(before: Priorities | undefined, hours: Partial<Hours> | undefined): Priorities | undefined {
  const complete = hours && {
    insideHours: 'high' as const,
    outsideHours: 'low' as const,
    raiseWhenHoursBegin: false,
    raiseWhenHoursEnd: false,
    ...hours,
  }
  return orNothing({ ...before, supportHours: complete })
}
