/** Who did it. `system` is Pikett itself, `source` the sender of an event, `link` a person through a signed link. */
export interface Actor {
  kind: 'user' | 'api_key' | 'source' | 'system'
  id?: string
  name: string
  /** The network address, for the audit log; the timeline, which many may read, does not keep it. */
  ip?: string
}

/** Keys of messages/timeline.json. */
export type EntryKind =
  | 'alert.triggered'
  | 'alert.repeated'
  | 'alert.changed'
  | 'alert.acknowledged'
  | 'alert.unacknowledged'
  | 'alert.respondersUnknown'
  | 'alert.resolved'
  | 'alert.expired'
  | 'alert.held'
  | 'alert.holdMoved'
  | 'alert.released'
  | 'alert.raised'
  | 'alert.reopened'
  | 'alert.renewed'
  | 'alert.snoozed'
  | 'alert.snoozeEnded'
  | 'alert.unsnoozed'
  | 'alert.reassigned'
  | 'alert.joined'
  | 'alert.respondersAdded'
  | 'group.leads'
  | 'group.handedOver'
  | 'group.left'
  | 'group.merged'
  | 'group.took'
  | 'escalation.started'
  | 'escalation.none'
  | 'escalation.delayed'
  | 'escalation.step'
  | 'escalation.informed'
  | 'escalation.skipped'
  | 'escalation.requested'
  | 'escalation.requestedStep'
  | 'escalation.requestedTo'
  | 'escalation.repeated'
  | 'escalation.ended'
  | 'escalation.stopped'
  | 'page.created'
  | 'page.informed'
  | 'page.reminded'
  | 'page.unreachable'
  | 'page.failed'
  | 'delivery.sent'
  | 'delivery.delivered'
  | 'delivery.failed'
  | 'delivery.retry'
  | 'delivery.cancelled'
  | 'delivery.limited'
  | 'delivery.bundled'
  | 'delivery.superseded'
  | 'answer.received'
  | 'fallback.paged'
  | 'system.noResponder'
  | 'note.added'

export interface Entry {
  alertId: string
  kind: EntryKind
  actor?: Actor
  data?: Record<string, unknown>
}
