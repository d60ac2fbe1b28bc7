import type { AlertEvent } from '../../contract/intake/event.ts'
import type { AlertState, EventEffect, FoldedAlert } from '../../rules/alerts/fold.ts'
import { foldEvents } from '../../rules/alerts/fold.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Entry } from '../timeline/index.ts'
import { writeEntries } from '../timeline/index.ts'
import { contentHash } from './content.ts'
import type { OpenedAlert } from './events.ts'
import { alertsAnswered, alertsOpened, alertsRaised, openedAlert } from './events.ts'
import { hoursFor } from './hours.ts'
import type { Hours } from './hours.ts'
import { insertAlerts, lockOpen, updateAlerts } from './store/alerts.ts'
import { unanswered } from './types.ts'
import type { Alert, AlertSource, AskedHold, EventOutcome, IncomingEvent } from './types.ts'

interface Group {
  source: AlertSource
  dedupKey: string
  /** Positions in the batch, so that every event gets its own outcome. */
  positions: number[]
  /** The source of each event: event rules may have given it another customer, service or policy. */
  sources: AlertSource[]
  events: AlertEvent[]
  /** What the last trigger asked for: it was judged with the most knowledge. So was its source. */
  hold: AskedHold | undefined
  /** No alert was open when this was looked for: to insert it shows whether that still holds. */
  absent: boolean
}

/** A folded alert together with its row, before and after. */
interface Written {
  folded: FoldedAlert
  alert: Alert
  source: AlertSource
  hold: AskedHold | undefined
}

/**
 * Applies a batch of events to the alerts of the organization: everything in the transaction of `work`, with a constant
 * number of statements however many events there are. Returns what became of each event, in order.
 */
export async function applyEvents(work: Work, incoming: readonly IncomingEvent[]): Promise<EventOutcome[]> {
  const groups = groupByKey(incoming)
  const open = await lockOpen(
    work.trx,
    work.orgId,
    groups.filter((group) => !group.absent).map((group) => ({ sourceId: group.source.id, dedupKey: group.dedupKey })),
  )
  const openByKey = new Map(open.map((alert) => [keyOf(alert.sourceId, alert.dedupKey), alert]))
  const outcomes: EventOutcome[] = []
  const written: Written[] = []
  const hours = await hoursFor(
    work,
    groups.map((group) => group.source),
  )
  for (const group of groups) foldGroup(work, group, { openByKey, hours }, outcomes, written)
  await write(work, written)
  return outcomes
}

const keyOf = (sourceId: string, dedupKey: string) => `${sourceId} ${dedupKey}`

function groupByKey(incoming: readonly IncomingEvent[]): Group[] {
  const groups = new Map<string, Group>()
  for (const [position, { source, event, hold, absent = false }] of incoming.entries()) {
    const key = keyOf(source.id, event.dedupKey)
    const group = groups.get(key) ?? {
      source,
      dedupKey: event.dedupKey,
      positions: [],
      sources: [],
      events: [],
      hold: undefined,
      absent,
    }
    group.positions.push(position)
    group.sources.push(source)
    group.events.push(event)
    group.absent = group.absent && absent && event.action === 'trigger'
    if (event.action === 'trigger') Object.assign(group, { hold, source })
    groups.set(key, group)
  }
  return [...groups.values()]
}

function foldGroup(
  work: Work,
  group: Group,
  { openByKey, hours }: { openByKey: Map<string, Alert>; hours: Hours },
  outcomes: EventOutcome[],
  written: Written[],
): void {
  const before = openByKey.get(keyOf(group.source.id, group.dedupKey))
  const { alerts, effects } = foldEvents(
    before && stateOf(before),
    group.events,
    (severity, state) => hours.priorityOf(group.source, severity, state),
    work.now,
  )
  const rows = alerts.map((folded, index) => ({
    folded,
    source: group.source,
    hold: group.hold,
    alert: withRaise(
      asAlertRow(work, folded, (index === 0 && before) || emptyAlert(work, group, openerOf(group, effects, index))),
      group.source,
      hours,
    ),
  }))
  for (const [index, effect] of effects.entries()) outcomes[group.positions[index]!] = outcomeOf(effect, rows)
  written.push(...rows.filter(({ folded }) => isChanged(folded, before)))
}

/** The source of the event that opened this alert of the group. */
function openerOf({ sources, source }: Group, effects: readonly EventEffect[], index: number): AlertSource {
  const position = effects.findIndex((effect) => effect.outcome === 'created' && effect.alert === index)
  return sources[position] ?? source
}

function isChanged({ opened, entries, content, resolved, state }: FoldedAlert, before: Alert | undefined): boolean {
  if (opened || entries.length > 0 || content !== undefined || resolved) return true
  return state.count !== before?.count
}

function stateOf({ snoozedUntil, expiresAt, ...alert }: Alert): AlertState {
  const { id, status, summary, severity, priority, count, lastEventAt, tags } = alert
  const state = { id, status, summary, severity, priority, count, lastEventAt, tags }
  return { ...state, ...(snoozedUntil && { snoozed: true as const }), ...(expiresAt && { expiresAt }) }
}

function outcomeOf(effect: EventEffect, rows: Written[]): EventOutcome {
  if (effect.outcome === 'dropped') return effect
  const alert = effect.alert === undefined ? undefined : rows[effect.alert]?.alert
  return { outcome: effect.outcome, ...(alert && { alertId: alert.id }) }
}

/** An alert that waits for the turn of the hours goes on waiting for the same one. */
function withRaise(alert: Alert, source: AlertSource, hours: Hours): Alert {
  const raise = hours.raiseOf(source, alert)
  return { ...alert, ...(alert.raiseAt && raise.raiseAt ? {} : raise) }
}

function asAlertRow(work: Work, folded: FoldedAlert, base: Alert): Alert {
  const { state, content } = folded
  return {
    ...base,
    summary: state.summary,
    status: state.status,
    severity: state.severity,
    priority: state.priority,
    count: state.count,
    lastEventAt: state.lastEventAt,
    expiresAt: state.expiresAt ?? null,
    tags: [...(state.tags ?? [])],
    ...(content && {
      fields: content.fields,
      links: content.links as Alert['links'],
      images: content.images as Alert['images'],
      contentHash: contentHash({ ...content, summary: state.summary, severity: state.severity }),
    }),
    ...(folded.acknowledged && { acknowledgedAt: work.now, acknowledgedBy: null, acknowledgedVia: 'source' }),
    ...(state.status === 'triggered' && unanswered),
    ...(folded.resolved && { resolvedAt: work.now, resolvedBy: null, resolvedVia: 'source', snoozedUntil: null }),
  }
}

function emptyAlert(work: Work, { dedupKey }: Group, source: AlertSource): Alert {
  return {
    id: work.id(),
    number: 0,
    sourceId: source.id,
    dedupKey,
    summary: '',
    status: 'triggered',
    priority: 'high',
    severity: 'unknown',
    customerId: source.customerId,
    serviceId: source.serviceId,
    escalationPolicyId: source.escalationPolicyId,
    fields: {},
    links: [],
    images: [],
    count: 0,
    createdAt: work.now,
    lastEventAt: work.now,
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgedVia: null,
    snoozedUntil: null,
    assignedTo: null,
    resolvedAt: null,
    resolvedBy: null,
    resolvedVia: null,
    expiresAt: null,
    raiseAt: null,
    raiseWhen: null,
    contentHash: null,
    tags: [],
  }
}

async function write(work: Work, written: Written[]): Promise<void> {
  const opened = written.filter(({ folded }) => folded.opened)
  await updateAlerts(
    work.trx,
    work.orgId,
    written.filter(({ folded }) => !folded.opened).map(({ alert }) => alert),
  )
  if (opened.length > 0) {
    await insertAlerts(
      work.trx,
      work.orgId,
      opened.map(({ alert }) => alert),
    )
  }
  await writeEntries(work, written.flatMap(entriesOf))
  await tell(work, written)
}

function entriesOf({ folded, alert, source }: Written): Entry[] {
  return folded.entries.map((entry) => ({
    alertId: alert.id,
    kind: entry.kind,
    actor: { kind: 'source' as const, id: source.id, name: source.name },
    data: entry.data,
  }))
}

/** Escalations begin only for what is still triggered after the whole batch; what was answered in it stops. */
async function tell(work: Work, written: Written[]): Promise<void> {
  const brief = ({ alert }: Written): OpenedAlert => openedAlert(alert)
  const briefWithHold = (one: Written): OpenedAlert => ({ ...brief(one), ...(one.hold && { hold: one.hold }) })
  const begun = written.filter(({ folded, alert }) => folded.opened && alert.status === 'triggered')
  if (begun.length > 0) await work.emit(alertsOpened, begun.map(briefWithHold))
  const raised = written.filter(({ folded }) => folded.raised)
  if (raised.length > 0) await work.emit(alertsRaised, raised.map(brief))
  for (const reason of ['acknowledged', 'resolved'] as const) {
    const answered = written.filter(({ folded, alert }) => !folded.opened && folded[reason] && alert.status === reason)
    const ids = answered.map(({ alert }) => alert.id)
    const snoozed = answered.filter(({ folded }) => folded.state.snoozed).map(({ alert }) => alert.id)
    if (ids.length > 0) await work.emit(alertsAnswered, { ids, reason, snoozed })
  }
  for (const { alert } of written.slice(0, 50)) work.changed('alerts', alert.id)
  if (written.length > 50) work.changed('alerts')
}
