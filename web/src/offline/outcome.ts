import type { ApiError } from '../api/client.ts'
import type { AlertDetail } from '../api/types.ts'

export type WaitingVerb = 'acknowledge' | 'resolve' | 'notes'

/** An answer that was given without a connection. */
export interface Waiting {
  /** Its Idempotency-Key, so that it counts once however often it is sent. */
  key: string
  /** The id of the person who gave it. */
  user: string
  alert: string
  number: number
  verb: WaitingVerb
  text?: string
  /** When it was given, in milliseconds since the epoch. */
  at: number
  /** The person said that it is still meant, or it has been sent already and only its result is unknown. */
  isWanted?: boolean
  /** What the service worker tells when it sends the answer: it knows no words. */
  spoken?: Spoken
}

/** Each with `{{time}}` and `{{name}}` still in it. */
export type Spoken = Partial<
  Record<'done' | 'faster' | 'before' | 'over' | 'refused' | 'overdue' | 'signedOut', string>
> & {
  title: string
  language: string
  zone: string
}

const oldMilliseconds = 3_600_000

/** Given so long ago that its person is asked before it is sent. */
export function mustAsk(one: Waiting, now: number): boolean {
  return one.isWanted !== true && now - one.at > oldMilliseconds
}

/** In the order in which they were given, without those that wait for a word of their person. */
export function toSend(waiting: readonly Waiting[], user: string, now: number): Waiting[] {
  return waiting.filter((one) => one.user === user && !mustAsk(one, now)).toSorted((one, other) => one.at - other.at)
}

/** Whether the same was said already: pressing twice says it once. */
export function isSaid(waiting: readonly Waiting[], next: Waiting): boolean {
  return waiting.some(
    ({ alert, verb, text }) => alert === next.alert && verb === next.verb && (verb !== 'notes' || text === next.text),
  )
}

/** What became of an answer: it counted, somebody was faster, or the alert was over without anybody's doing. */
export type Outcome =
  | { kind: 'done'; at: string | null }
  | { kind: 'faster'; name: string; at: string | null }
  | { kind: 'before'; at: string | null }
  | { kind: 'over'; at: string | null }

/** An answer that was sent, and how it counted or why the server refused it. */
export interface Sent {
  one: Waiting
  result: Outcome | ApiError
}

type Answered = Pick<AlertDetail, 'status' | 'acknowledgedAt' | 'acknowledgedBy' | 'resolvedAt' | 'resolvedBy'>

export function outcomeOf(verb: WaitingVerb, alert: Answered, me: string): Outcome {
  if (verb === 'notes') return { kind: 'done', at: null }
  if (verb === 'acknowledge' && alert.status === 'resolved') return { kind: 'over', at: alert.resolvedAt }
  const [by, at] =
    verb === 'acknowledge' ? [alert.acknowledgedBy, alert.acknowledgedAt] : [alert.resolvedBy, alert.resolvedAt]
  if (by?.key === me) return { kind: 'done', at }
  return by ? { kind: 'faster', name: by.name, at } : { kind: 'before', at }
}

/** Nothing is known yet of what became of it: it is sent again later, after a sign-in or a second factor where one is needed. */
export function isUndecided({ status, code, detail }: Pick<ApiError, 'status' | 'code' | 'detail'>): boolean {
  if (status === 401 || code === 'second_factor_missing') return true
  return status === 0 || status === 429 || status >= 500 || (status === 409 && (detail ?? '').includes('still running'))
}
