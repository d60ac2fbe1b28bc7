/**
 * What the API answers, as the console reads it. Instants are ISO 8601 in UTC; a list is `{items, nextCursor}`.
 */
export interface Named {
  key: string
  name: string
}

export interface Page<Item> {
  items: Item[]
  nextCursor?: string | null
}

export interface Session {
  user: Named & { id: string; email: string; role: string; language: string; timezone: string }
  organization: Named & { timezone: string; language: string }
  can: Record<string, boolean>
  demo: boolean
  version: string
}

export type AlertStatus = 'triggered' | 'acknowledged' | 'resolved'
export type Priority = 'high' | 'low'

export interface Alert {
  id: string
  number: number
  summary: string
  status: AlertStatus
  priority: Priority
  severity: string
  dedupKey: string
  source: string | null
  sourceName: string | null
  customer: string | null
  customerName: string | null
  service: string | null
  serviceName: string | null
  count: number
  createdAt: string
  lastEventAt: string | null
  acknowledgedAt: string | null
  acknowledgedBy: Named | null
  resolvedAt: string | null
  resolvedBy: Named | null
  nextEscalationAt: string | null
  nextStep: { at: string; names: string[] } | null
  escalation: Escalation
  notesCount: number
}

export interface Escalation {
  state: 'active' | 'stopped' | 'ended' | 'none'
  step: number
  steps: number
  round: number
  rounds: number
}

export type DeliveryStatus = 'planned' | 'sending' | 'sent' | 'delivered' | 'failed' | 'cancelled'

export interface Delivery {
  id: string
  channel: string
  contact: { key: string; address: string } | null
  provider: string | null
  simulated: boolean
  status: DeliveryStatus
  dueAt: string | null
  sentAt: string | null
  reason: string | null
}

/** One call on a person's attention, with its messages. */
export interface AlertPage {
  id: string
  user: Named
  step: number | null
  round: number | null
  reason: string | null
  createdAt: string
  deliveries: Delivery[]
}

export interface AlertLink {
  href: string
  text?: string | null
}

export interface AlertImage {
  src: string
  href?: string | null
  alt?: string | null
}

export interface AlertDetail extends Alert {
  fields: Record<string, unknown> | { name: string; value: unknown }[] | null
  links: AlertLink[] | null
  images: AlertImage[] | null
  policy: Named | null
  pages: AlertPage[]
}

export interface TimelineEntry {
  id: string
  at: string
  kind: string
  actor: { kind: 'user' | 'system' | 'source' | 'link'; name: string | null } | null
  data: Record<string, unknown> | null
}

export interface OnCallEntry {
  schedule: Named & { timezone: string }
  team: Named | null
  user: Named | null
  from: string | null
  to: string | null
  origin: string | null
  next: { user: Named | null; from: string; to: string | null } | null
}

export interface Shift {
  user: Named
  from: string
  to: string
  origin: string | null
}

export interface Heartbeat extends Named {
  status: 'new' | 'up' | 'late' | 'down' | 'paused'
  everySeconds: number
  graceSeconds: number
  lastPingAt: string | null
  expectedAt: string | null
  alertId: string | null
  pingUrl: string | null
}

export interface Ping {
  id: string
  at: string
  kind?: string | null
  userAgent?: string | null
  remoteAddress?: string | null
  body?: string | null
}

export interface Source extends Named {
  type: string
  enabled: boolean
  escalationPolicy: string | null
  customer: string | null
  integrationKey: string
  url: string
  lastEventAt: string | null
  eventsLast24h: number
  openAlerts: number
}

export interface SourceDetail extends Source {
  setup: { markdown: string } | null
}

export type EventOutcome = 'created' | 'repeated' | 'acknowledged' | 'resolved' | 'dropped' | 'rejected' | 'change'

export interface SourceEvent {
  id: string
  receivedAt: string
  outcome: EventOutcome
  reason: string | null
  alertId: string | null
  alertNumber: number | null
  raw: unknown
}

export interface SandboxPerson extends Named {
  unread: number
  ringing: boolean
}

export interface SandboxMail {
  id: string
  at: string
  subject: string
  text: string
  html: string | null
  links: { href: string; text?: string | null }[] | string[] | null
}

export interface SandboxSms {
  id: string
  at: string
  direction: 'in' | 'out'
  text: string
}

export interface SandboxCall {
  id: string
  at: string
  state: 'ringing' | 'answered' | 'ended' | 'missed'
  spoken: string[]
  keys: { digit: string; label: string }[]
}

export interface SandboxDesk {
  mails: SandboxMail[]
  sms: SandboxSms[]
  calls: SandboxCall[]
}

export interface Contact {
  key: string
  channel: string
  address: string
  verified: boolean
  verifiedAt?: string | null
}
