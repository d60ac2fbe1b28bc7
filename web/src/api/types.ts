import type { z } from 'zod'
import type { AlertDetail, AlertView, PageView, timelineEntry } from '../../../contract/alerts.ts'
import type { Language, Priority, Role } from '../../../contract/keys.ts'
import type { Permission } from '../../../contract/permissions.ts'

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
  user: Named & { id: string; email: string; role: Role; language: Language; timezone: string }
  organization: Named & { timezone: string; language: Language }
  can: Partial<Record<Permission, boolean>>
  demo: boolean
  version: string
}

export type Alert = AlertView
export type AlertStatus = AlertView['status']
/** One call on a person's attention, with its messages. */
export type AlertPage = PageView
export type Delivery = PageView['deliveries'][number]
export type TimelineEntry = z.output<typeof timelineEntry>
export type { AlertDetail, Priority }

/** Where a shift comes from: a layer or an override. */
export type ShiftOrigin = string | { kind: string } | null

export interface OnCallEntry {
  schedule: Named & { timezone: string }
  team: Named | null
  user: Named | null
  from: string | null
  to: string | null
  origin: ShiftOrigin
  next: { user: Named | null; from: string; to: string | null } | null
}

export interface Shift {
  user: Named
  from: string
  to: string
  origin: ShiftOrigin
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
