import type { AlertEvent } from '../../contract/intake/event.ts'
import type { Priority, Severity } from '../../contract/keys.ts'

/** An open alert as it stands, or as the events of this batch left it. */
export interface AlertState {
  /** Undefined for an alert that this batch opens. */
  id?: string
  status: 'triggered' | 'acknowledged' | 'resolved'
  /** Acknowledged for a while only, so that it may be quiet. */
  snoozed?: true
  summary: string
  severity: Severity
  priority: Priority
  count: number
  lastEventAt: Temporal.Instant
  expiresAt?: Temporal.Instant
  /** What the alert is found by; grows with what repeats bring. */
  tags?: readonly string[]
}

/** What one event did. */
export type EventEffect =
  | { outcome: 'created' | 'repeated' | 'acknowledged' | 'resolved'; alert: number }
  | { outcome: 'dropped'; reason: string }
  | { outcome: 'change'; alert?: number }

/** The priority that a severity means now; `before`: the open alert that an event repeats. */
export type PriorityOf = (severity: Severity, before?: Pick<AlertState, 'severity' | 'priority'>) => Priority

/** A line for the timeline of an alert. */
export interface FoldEntry {
  kind:
    | 'alert.triggered'
    | 'alert.repeated'
    | 'alert.changed'
    | 'alert.acknowledged'
    | 'alert.resolved'
    | 'alert.snoozeEnded'
  data: Record<string, unknown>
}

export interface FoldedAlert {
  state: AlertState
  /** The last event that brought content (fields, links, images); undefined when none did. */
  content?: AlertEvent
  opened: boolean
  acknowledged: boolean
  resolved: boolean
  /** The priority rose from low to high while nobody had acknowledged, or only snoozed: the escalation begins anew. */
  raised: boolean
  entries: FoldEntry[]
}

/** A repeat is worth a line in the timeline when the one before it is this old; a storm must not write a line an event. */
const quietSeconds = 60

/**
 * Applies events of one source and dedup key in their order of arrival to the open alert, if there is one (wire A01,
 * "Semantics"): a trigger opens or repeats; after a resolve a trigger opens a new alert and never reopens; acknowledge and
 * resolve without an open alert are dropped; repeated acknowledges and late resolves are harmless.
 */
export function foldEvents(
  open: AlertState | undefined,
  events: readonly AlertEvent[],
  priorityOf: PriorityOf,
  now: Temporal.Instant,
): { alerts: FoldedAlert[]; effects: EventEffect[] } {
  const alerts: FoldedAlert[] = open ? [existing(open)] : []
  const effects = events.map((event): EventEffect => {
    const index = alerts.length - 1
    const current = alerts[index]
    const live = current && current.state.status !== 'resolved' ? current : undefined
    switch (event.action) {
      case 'ignore':
        return { outcome: 'dropped', reason: event.reason ?? 'ignored' }
      case 'change':
        return live ? { outcome: 'change', alert: index } : { outcome: 'change' }
      case 'trigger':
        if (live) return repeat(live, event, priorityOf, now, index)
        alerts.push(openNew(event, priorityOf, now))
        return { outcome: 'created', alert: alerts.length - 1 }
      case 'acknowledge':
        return live ? acknowledge(live, now, index) : { outcome: 'dropped', reason: 'no_open_alert' }
      case 'resolve':
        return live ? resolve(live, event, now, index) : { outcome: 'dropped', reason: 'no_open_alert' }
    }
  })
  return { alerts, effects }
}

function existing(state: AlertState): FoldedAlert {
  return { state, opened: false, acknowledged: false, resolved: false, raised: false, entries: [] }
}

function openNew(event: AlertEvent, priorityOf: PriorityOf, now: Temporal.Instant): FoldedAlert {
  const priority = event.priority ?? priorityOf(event.severity)
  return {
    state: {
      status: 'triggered',
      summary: event.summary,
      severity: event.severity,
      priority,
      count: 1,
      lastEventAt: now,
      tags: withTags([], event),
      ...expiry(event),
    },
    content: event,
    opened: true,
    acknowledged: false,
    resolved: false,
    raised: false,
    entries: [{ kind: 'alert.triggered', data: { summary: event.summary, severity: event.severity, priority } }],
  }
}

/** More are not kept: a sender that makes up a tag for each event must not let an alert grow without end. */
const mostTags = 50

function withTags(before: readonly string[], { tags = [] }: AlertEvent): readonly string[] {
  return tags.length === 0 ? before : [...new Set([...before, ...tags])].slice(0, mostTags)
}

function expiry(event: AlertEvent): { expiresAt?: Temporal.Instant } {
  return event.expiresAt === undefined ? {} : { expiresAt: Temporal.Instant.from(event.expiresAt) }
}

function repeat(
  alert: FoldedAlert,
  event: AlertEvent,
  priorityOf: PriorityOf,
  now: Temporal.Instant,
  index: number,
): EventEffect {
  const before = alert.state
  const priority = event.priority ?? priorityOf(event.severity, before)
  const rises = before.priority === 'low' && priority === 'high'
  const keeps = event.keepsContent === true
  const summary = keeps ? before.summary : event.summary || before.summary
  const { expiresAt: _, ...kept } = before
  alert.state = {
    ...kept,
    summary,
    // What would page must be heard, whatever else stays as it is.
    severity: keeps && !rises ? before.severity : event.severity,
    // A page that went out as high stays high: lowering it would silently stop an escalation.
    priority: rises ? 'high' : before.priority,
    count: before.count + 1,
    lastEventAt: now,
    tags: withTags(before.tags ?? [], event),
    ...expiry(event),
  }
  if (!keeps) alert.content = event
  if (rises && before.status === 'triggered' && !alert.opened) alert.raised = true
  noteRepeat(alert, before, now)
  if (rises && before.snoozed) wake(alert)
  return { outcome: 'repeated', alert: index }
}

/** Whoever snoozed it had decided about something that was low: what has become high is another matter. */
function wake(alert: FoldedAlert): void {
  const { snoozed: _, ...state } = alert.state
  alert.state = { ...state, status: 'triggered' }
  alert.raised = true
  alert.entries.push({ kind: 'alert.snoozeEnded', data: { reason: 'priority_raised' } })
}

function noteRepeat(alert: FoldedAlert, before: AlertState, now: Temporal.Instant): void {
  const { summary, severity, count } = alert.state
  if (summary !== before.summary || severity !== before.severity) {
    alert.entries.push({ kind: 'alert.changed', data: { summary, severity, count } })
  } else if (isWorthALine(before.lastEventAt, now)) {
    alert.entries.push({ kind: 'alert.repeated', data: { count } })
  }
}

/** Whether a repeat with the same content gets a line in the timeline. */
export function isWorthALine(lastEventAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return now.epochMilliseconds - lastEventAt.epochMilliseconds >= quietSeconds * 1_000
}

function acknowledge(alert: FoldedAlert, now: Temporal.Instant, index: number): EventEffect {
  if (alert.state.status === 'triggered') {
    alert.state = { ...alert.state, status: 'acknowledged', lastEventAt: now }
    alert.acknowledged = true
    alert.raised = false
    alert.entries.push({ kind: 'alert.acknowledged', data: { via: 'source' } })
  }
  return { outcome: 'acknowledged', alert: index }
}

function resolve(alert: FoldedAlert, event: AlertEvent, now: Temporal.Instant, index: number): EventEffect {
  const { expiresAt: _, ...kept } = alert.state
  alert.state = { ...kept, status: 'resolved', lastEventAt: now }
  alert.resolved = true
  alert.raised = false
  const data =
    event.summary && event.summary !== kept.summary ? { via: 'source', summary: event.summary } : { via: 'source' }
  alert.entries.push({ kind: 'alert.resolved', data })
  return { outcome: 'resolved', alert: index }
}
