import type { KindName } from './problems.ts'

/**
 * What happened in a history. `step` counts what the scheduler let happen: exactly one thing at a time, so that of two steps
 * one was certainly first. Instants are milliseconds of the simulated time.
 */
export interface Story {
  seed: number
  /** From which source each problem comes, by organization and problem. */
  kinds: Record<string, KindName>
  /** From this instant on everything works, and every loop has its turn before time moves on. */
  settledMs: number
  /** Each step in words. */
  lines: string[]
  asked: Asked[]
  pages: ArrivedPage[]
  windows: Window[]
  crashes: Crash[]
  /** How long statements had no answer, all in all: nobody waits for one for ever, and it may be carried out all the same. */
  silentMs: number
  /** Requests that were answered as no valid request may be, and whatever else must not happen at any moment. */
  wrongs: string[]
}

export interface Moment {
  step: number
  ms: number
}

/** `unknown`: no answer, or "come back": it may have been carried out. */
export type Fate = 'accepted' | 'refused' | 'unknown'

/** What people say about an alert. */
type Verb = 'acknowledge' | 'resolve' | 'escalate' | 'unacknowledge' | 'snooze' | 'unsnooze' | 'reassign' | 'responders'

/** A request of a sender or of a person. */
export interface Asked {
  what: 'trigger' | 'ping' | 'fail' | Verb
  via: 'event' | 'ping' | 'api' | 'link'
  /** Of an event or a job's report: the organization and its problem. */
  key?: string
  /** Of a person's answer. */
  alertId?: string
  /** Of an answer by the link of a message: whom it was for. */
  by?: string
  /** Of a snooze. */
  untilMs?: number
  /** The person who is named. */
  to?: string
  /** Of more people that were asked: whether they are paged now; false when they were on it already. */
  isAdded?: boolean
  begun: Moment
  /** Undefined while it is under way, or when the node crashed meanwhile. */
  ended?: Moment
  fate: Fate
}

export interface ArrivedPage extends Moment {
  deliveryId: string
  alertIds: string[]
  recipient: string
  /** When the sender looked at the delivery for the last time before its call. */
  looked: Moment
  /** Whether the receiver took it and its answer came back. */
  taken: boolean
  told: boolean
}

/** Work that somebody announced: it begins with the request. */
export interface Window {
  key: string
  organization: string
  /** Undefined for everything. */
  sources?: readonly KindName[]
  lastsMs: number
  begun: Moment
  /** Whether it got its 2xx, and when. */
  isMade: boolean
  ended?: Moment
  /** When somebody began to end or to remove it. */
  endings: Moment[]
}

/** A node ended, or lost the answer of a commit with its connection. */
export interface Crash extends Moment {
  of: 'node' | 'commit'
}

export const emptyStory = (seed: number): Story => ({
  seed,
  kinds: {},
  settledMs: Infinity,
  lines: [],
  asked: [],
  pages: [],
  windows: [],
  crashes: [],
  silentMs: 0,
  wrongs: [],
})
