import type { AlertEvent } from '../../contract/intake/event.ts'
import type { HeartbeatEffect } from '../../rules/heartbeats/heartbeat.ts'
import type { IncomingEvent } from '../alerts/index.ts'
import { applyEvents } from '../alerts/index.ts'
import type { Organization } from '../identity/index.ts'
import { findOrganization } from '../identity/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { HeartbeatRow } from './types.ts'

/** Why an alert begins or ends: a rule's reason, or a change of the set-up. */
type Reason = HeartbeatEffect['reason'] | 'pausedByFile' | 'removed' | 'moved' | 'stillDown'

/** What became of a heartbeat, with what a person wants to read about it. */
export interface Flip {
  heartbeat: HeartbeatRow
  kind: HeartbeatEffect['kind']
  reason: Reason
  exitStatus?: number | null
  /** What the job printed. */
  output?: string
  /** Who paused it. */
  by?: string
}

/** As much of what a job printed goes into its alert; the whole of it stands at the ping. */
const maxOutput = 1_000

/** Raises and resolves the alerts of heartbeats, in the transaction of `work`, in the language of the organization. */
export async function tellAlerts(work: Work, flips: readonly Flip[]): Promise<void> {
  if (flips.length === 0) return
  const organization = await findOrganization(work.trx)
  await applyEvents(
    work,
    flips.map((flip) => incomingOf(work, organization, flip)),
  )
}

function incomingOf(work: Work, organization: Organization, flip: Flip): IncomingEvent {
  const words = work.i18n.in(organization.language)
  const { heartbeat, kind, reason, exitStatus, by } = flip
  const readable = (at: Temporal.Instant | null) => timeOf(at, organization)
  const key = reason === 'failed' && typeof exitStatus === 'number' ? 'failedWith' : reason
  const event: AlertEvent = {
    action: kind,
    dedupKey: `heartbeat:${heartbeat.key}`,
    summary: words(`heartbeatalerts:${key}`, {
      name: heartbeat.name,
      last: readable(heartbeat.state.lastPingAt),
      started: readable(heartbeat.state.startedAt),
      exitStatus,
      by,
    }),
    severity: 'error',
    fields: kind === 'trigger' ? fieldsOf(work, organization, flip) : {},
    links: [],
    images: [],
    raw: null,
  }
  return { source: heartbeat.source, event }
}

function fieldsOf(work: Work, organization: Organization, { heartbeat, output }: Flip): Record<string, string> {
  const words = work.i18n.in(organization.language)
  const { lastPingAt } = heartbeat.state
  return {
    [words('heartbeatalerts:field.heartbeat')]: heartbeat.name,
    ...(lastPingAt && { [words('heartbeatalerts:field.lastPing')]: timeOf(lastPingAt, organization) }),
    ...(output && { [words('heartbeatalerts:field.output')]: output.slice(0, maxOutput).toWellFormed() }),
  }
}

/** For people: in the zone of the organization, which is named because a page may be read anywhere. */
function timeOf(at: Temporal.Instant | null, { language, timezone }: Organization): string {
  if (at === null) return ''
  const local = at.toZonedDateTimeISO(timezone).toPlainDateTime()
  return `${local.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })} (${timezone})`
}
