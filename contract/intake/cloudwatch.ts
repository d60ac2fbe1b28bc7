import { z } from 'zod'

/** Options of a source of type `cloudwatch`. */
export const cloudwatchOptions = z.strictObject({
  /** Only these topics may send, by their ARN or the beginning of one with `*`. Without it every signed topic may. */
  topics: z
    .array(
      z
        .string()
        .regex(/^arn:[^\s*]{1,250}\*?$/, 'a topic is an ARN such as arn:aws:sns:eu-central-1:123456789012:alarms'),
    )
    .min(1)
    .max(100)
    .optional(),
  /** Takes messages of raw delivery, which carry no signature: then only the secret in the address speaks for the sender. */
  rawDelivery: z.boolean().optional(),
  /** What an alarm without data is: only shown (the default), or an alert of severity warning. */
  insufficientData: z.enum(['ignore', 'warning']).optional(),
})
export type CloudwatchOptions = z.output<typeof cloudwatchOptions>
