import { kinds } from './problems.ts'
import type { Kind } from './problems.ts'
import type { AlertRow } from './rows.ts'
import type { Asked, Story } from './story.ts'

export const accepted = (asked: Asked) => asked.fate === 'accepted'
export const possible = (asked: Asked) => asked.fate !== 'refused'
export const isAnswered = (alert: AlertRow) => alert.acknowledgedMs !== null || alert.resolvedMs !== null
export const isEvent = (asked: Asked, key: string) => asked.via === 'event' && asked.key === key

/** The problem of an organization whose job does not report. */
export const heartbeatKey = (organization: string): string => `${organization}/heartbeat:backup`
export const isOfHeartbeat = ({ key }: AlertRow): boolean => key.endsWith('/heartbeat:backup')

/** After these nobody is paged. */
export const answers = new Set<Asked['what']>(['acknowledge', 'resolve', 'snooze'])

/** How the problem is escalated. */
export const kindOf = (story: Pick<Story, 'kinds'>, key: string): Kind => kinds[story.kinds[key] ?? 'anything']

const byHand = new Set<Asked['what']>(['escalate', 'unacknowledge', 'reassign', 'responders'])

/** Whether it changes when whom a chain pages. */
export const isByHand = (asked: Asked): boolean => byHand.has(asked.what)
