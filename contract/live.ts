import { z } from 'zod'

/** What a console can be told to read again. */
export const topics = ['alerts', 'heartbeats', 'sources', 'sandbox', 'oncall', 'setup'] as const
export type Topic = (typeof topics)[number]

/** One message of GET /api/v1/stream. Without an id everything of the topic may have changed. */
export const liveMessage = z.object({ topic: z.enum(topics), id: z.string().optional() })
