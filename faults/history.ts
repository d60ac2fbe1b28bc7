/** What happened during a run, as it was seen from outside. Instants are milliseconds since 1970 by the machine's clock. */
export interface History {
  /** Users whom the escalation chain pages, one after the other. */
  chain: string[]
  /** After this time without an answer the next of them is paged, in milliseconds. */
  stepMs: number
  events: SentEvent[]
  answers: GivenAnswer[]
  pages: ArrivedPage[]
  kills: Kill[]
  outages: Outage[]
  starts: Start[]
  stops: Stop[]
  /** What it said when it ended although nobody had killed or stopped it. */
  crashes: string[]
  /** Why the run could not be brought to its end; nothing is shown by it then. */
  brokenOff: string[]
  /** Moments at which more than one database server worked on the data directory. */
  sightings: Sighting[]
  /** What the API told at the end, when everything had settled. */
  alerts: FinalAlert[]
  /** Alerts that Pikett itself reported: people who are paged answer them too. */
  ownIds: string[]
  /** Processes and locks that were still there after the last stop, in words. */
  leftovers: string[]
}

/** `accepted`: it got its 2xx. `refused`: a 4xx said never. `unknown`: no answer, or "come back": it may have been stored. */
export type Fate = 'accepted' | 'refused' | 'unknown'

interface Request {
  begunAt: number
  endedAt: number
  fate: Fate
  /** The HTTP status, or what the connection ended with. */
  said: string
}

export interface SentEvent extends Request {
  key: string
  action: 'trigger' | 'acknowledge' | 'resolve'
}

/** Somebody who was paged acknowledges. */
export interface GivenAnswer extends Request {
  alertId: string
  via: 'api' | 'link'
}

/** A page as it arrived at the receiver. */
export interface ArrivedPage {
  at: number
  deliveryId: string
  alertId: string
  recipient: string
  /** Whether the receiver took it (answered 2xx); otherwise a repeat is what we want. */
  taken: boolean
  /** Whether its answer can have been read: one that came too late or got lost is a reason to send it again. */
  isTold: boolean
}

export type Target = 'app' | 'database' | 'everything'

export interface Kill {
  at: number
  target: Target
}

/** A time in which something that Pikett needs did not work for at least one node. */
export interface Outage {
  from: number
  /** Infinity while it lasts. */
  to: number
  of: 'database' | 'network' | 'receivers' | 'disk' | 'clock'
}

export interface Start {
  at: number
  /** Undefined when it never became ready and nobody killed it before it could. */
  readyAt?: number
  /** Whether it was killed before it could become ready. */
  killed: boolean
  /** What the process said when it ended by itself. */
  said?: string
}

/** A stop that was asked for, or one that the process had to make by itself because its database was killed. */
export interface Stop {
  askedAt: number
  endedAt?: number
  because: 'asked' | 'database'
  exitCode: number | null
  /** What the process wrote, the last part. */
  said: string
}

export interface Sighting {
  at: number
  servers: number[]
  /** Processes of an earlier server that worked beside the living one. */
  strangers: number[]
}

export interface FinalAlert {
  id: string
  key: string
  status: 'triggered' | 'acknowledged' | 'resolved'
  count: number
  createdAt: number
  acknowledgedAt: number | null
  resolvedAt: number | null
  /** When its next step is due; null when nothing more will happen by itself. */
  nextEscalationAt: number | null
  pages: { id: string; round: number; step: number; recipient: string }[]
  deliveries: { id: string; pageId: string; attempt: number; status: string }[]
  /** Deliveries whose timeline entry says that the acknowledgement came while they were on their way. */
  lateDeliveryIds: string[]
}

export function emptyHistory(chain: string[], stepMs: number): History {
  const seen = {
    events: [],
    answers: [],
    pages: [],
    kills: [],
    outages: [],
    starts: [],
    stops: [],
    crashes: [],
    brokenOff: [],
    sightings: [],
  }
  return { chain, stepMs, ...seen, alerts: [], ownIds: [], leftovers: [] }
}

/** A judgement: innocent when there are no findings. */
export interface Verdict {
  name: string
  findings: string[]
  /** What was looked at, so that an innocent verdict over nothing is seen. */
  evidence: string
}
