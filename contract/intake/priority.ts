import { z } from 'zod'
import { priority } from '../keys.ts'

/**
 * The priority that each severity gets at one source, where it differs from the default
 * (critical and error are high, warning and info are low, unknown is high).
 */
export const priorityBySeverity = z.strictObject({
  critical: priority.optional(),
  error: priority.optional(),
  warning: priority.optional(),
  info: priority.optional(),
  unknown: priority.optional(),
})
export type PriorityBySeverity = z.output<typeof priorityBySeverity>
