import { z } from 'zod'

/** A source of type `pagerduty` has no options: the format of its events says everything. */
export const pagerdutyOptions = z.strictObject({})
export type PagerdutyOptions = z.output<typeof pagerdutyOptions>
