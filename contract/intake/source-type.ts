import { z } from 'zod'

/** The kinds of sources there are. Each is a folder below server/intake/adapters and a line in its registry. */
export const sourceTypes = ['pagerduty', 'alertmanager', 'webhook'] as const
export const sourceType = z.enum(sourceTypes)
export type SourceType = (typeof sourceTypes)[number]
