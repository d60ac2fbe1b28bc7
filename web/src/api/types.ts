import type { z } from 'zod'
import type { AlertDetail, AlertView, MemberView, PageView, timelineEntry } from '../../../contract/alerts.ts'
import type { BulkResult, ResponderView } from '../../../contract/by-hand.ts'
import type { HeartbeatView, PingView } from '../../../contract/heartbeats.ts'
import type { Language, Priority, Role } from '../../../contract/keys.ts'
import type { OnCallView, ShiftView } from '../../../contract/oncall.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { EventView, SourceDetail, SourceView } from '../../../contract/sources.ts'

/** What the API answers, as the console reads it. Types only: the schemas themselves are not downloaded. */
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
  /** A second factor is required and there is none: the session can set one up, and nothing else. */
  mustAddFactor?: boolean
  /** The person has put the first ten minutes away. */
  welcomeDismissed: boolean
  version: string
  commit?: string | null
}

export type Alert = AlertView
/** An alert that another one pages for. */
export type Member = MemberView
export type Responder = ResponderView
export type { BulkResult }
export type AlertStatus = AlertView['status']
/** One call on a person's attention, with its messages. */
export type AlertPage = PageView
export type Delivery = PageView['deliveries'][number]
export type TimelineEntry = z.output<typeof timelineEntry>
export type OnCallEntry = OnCallView
export type Shift = ShiftView
export type Heartbeat = HeartbeatView
export type Ping = PingView
export type Source = SourceView
export type SourceEvent = EventView
export type EventOutcome = EventView['outcome']
export type { AlertDetail, Priority, SourceDetail }

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
  links: { href: string; text: string }[]
}

/** `out` left Pikett for the person, `in` is the person's answer. */
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

/** A browser that shows the person's pages. */
export interface Device {
  id: string
  key: string
  name: string
  endpoint: string
  disabledExplanation: string | null
}

export interface Contact {
  key: string
  channel: string
  address: string
  verified: boolean
  /** Why the contact was switched off, in words; null while it works. */
  disabledExplanation: string | null
  simulated: boolean
}
