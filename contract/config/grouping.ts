import { z } from 'zod'
import { durationText } from '../durations.ts'

/**
 * Which alerts page once. On a source it is about the alerts of that source, on a customer about those of all its sources
 * that have no grouping of their own.
 */
export const grouping = z
  .strictObject({
    /** Alerts belong together that are alike in all of these: `service`, `severity`, `customer`, or fields of the event. */
    by: z.array(z.string().min(1).max(100)).max(10).default([]),
    /**
     * How long a group takes further alerts: `window` for a time since its first one, `pending` until somebody answers the
     * alert that leads it, `open` until that one is resolved.
     */
    mode: z.enum(['window', 'pending', 'open']).default('window'),
    /** Mode window only; 10m without it. It is counted from the first alert and never begins anew. */
    window: durationText(1, 7 * 86_400).optional(),
    /** Their summaries must also be alike, by at least this score of 0 to 1 (docs/grouping.md says how it is counted). */
    similarity: z.strictObject({ threshold: z.number().min(0.1).max(1).default(0.7) }).optional(),
  })
  .superRefine(({ mode, window }, context) => {
    if (mode === 'window' || window === undefined) return
    context.addIssue({ code: 'custom', path: ['window'], message: `only mode window has a window, not ${mode}` })
  })

export type GroupingConfig = z.output<typeof grouping>
