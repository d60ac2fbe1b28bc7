import { z } from 'zod'

const named = z.object({ key: z.string(), name: z.string() })

/** What leads along a policy. `running`: escalations under way that have a next step; they keep the policy as it was. */
export const policyUsage = z.object({
  sources: z.array(
    z.object({
      ...named.shape,
      /** `source`: all its alerts; `rule`: those that one of its rules sends here. */
      by: z.enum(['source', 'rule']),
      customer: named.nullable(),
      service: named.nullable(),
    }),
  ),
  running: z.int(),
})
export type PolicyUsage = z.output<typeof policyUsage>
