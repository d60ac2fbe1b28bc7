import { dice, diceBetween } from '../monitoring/dice.ts'

/** An open alert as the API shows it, as far as a colleague's decision needs it. */
export interface OpenAlert {
  number: number
  status: 'triggered' | 'acknowledged' | 'resolved'
  source: string
  dedupKey: string
  createdAt: Temporal.Instant
  acknowledgedAt: Temporal.Instant | null
  acknowledgedBy: string | null
  /** What reached people, in any order. */
  told: readonly { person: string; channel: string; at: Temporal.Instant }[]
}

export interface Answer {
  person: string
  number: number
  action: 'acknowledge' | 'resolve'
  /** `voice`: pick up and press a key; only while it rings. */
  via: 'sms' | 'voice'
}

/** The visitor's alerts are the visitor's; only when nobody came for so long does a colleague take over. */
const visitorAloneMinutes = 10

/** A simulated phone rings so long (45 s); who picks up later finds nobody. */
const ringSeconds = 40

/**
 * What a simulated colleague does about an alert now, if anything. Colleagues take half a minute or a minute; some sleep through
 * it, and the next level is called. Decided by the seed, so that asking again changes nothing.
 */
export function answerTo(alert: OpenAlert, visitor: string, seed: string, now: Temporal.Instant): Answer | undefined {
  if (alert.status === 'acknowledged') return resolution(alert, visitor, seed, now)
  if (alert.status !== 'triggered' || isLeftAlone(alert, visitor, now)) return undefined
  for (const { person, at } of firstTold(alert, visitor)) {
    const words = [seed, alert.number, person]
    if (dice(...words, 'sleeps') < 0.12) continue
    const answersAt = at.add({ seconds: diceBetween(20, 80, ...words, 'patience') })
    if (isBefore(now, answersAt)) continue
    const via = viaOf(alert, person, dice(...words, 'via') < 0.4, now)
    if (via !== undefined) return { person, number: alert.number, action: 'acknowledge', via }
  }
  return undefined
}

function isLeftAlone({ told, createdAt }: OpenAlert, visitor: string, now: Temporal.Instant): boolean {
  const isVisitors = told.some((one) => one.person === visitor)
  return isVisitors && isBefore(now, createdAt.add({ minutes: visitorAloneMinutes }))
}

/** Each colleague with the first message on a phone, the first of all first. Mails are read tomorrow. */
function firstTold({ told }: OpenAlert, visitor: string) {
  const onPhone = told.filter((one) => one.person !== visitor && ['sms', 'voice'].includes(one.channel))
  const ordered = onPhone.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  return ordered.filter((one, index) => ordered.findIndex((other) => other.person === one.person) === index)
}

/** Whoever prefers to pick up does so if it rings; everybody else writes, if there is a message to answer. */
function viaOf({ told }: OpenAlert, person: string, prefersCall: boolean, now: Temporal.Instant) {
  const own = told.filter((one) => one.person === person)
  const rings = own.some((one) => one.channel === 'voice' && isBefore(now, one.at.add({ seconds: ringSeconds })))
  const hasMessage = own.some((one) => one.channel === 'sms')
  if (rings && (prefersCall || !hasMessage)) return 'voice'
  return hasMessage ? 'sms' : undefined
}

/** Failed jobs do not mend themselves: who took one starts it again and says so after some minutes. */
function resolution(alert: OpenAlert, visitor: string, seed: string, now: Temporal.Instant): Answer | undefined {
  const { source, dedupKey, acknowledgedAt, acknowledgedBy, number, told } = alert
  if (source !== 'jobs' || dedupKey.startsWith('heartbeat:') || acknowledgedAt === null) return undefined
  if (acknowledgedBy === null || acknowledgedBy === visitor) return undefined
  if (!told.some((one) => one.person === acknowledgedBy && one.channel === 'sms')) return undefined
  const doneAt = acknowledgedAt.add({ seconds: diceBetween(150, 360, seed, number, 'done') })
  return isBefore(now, doneAt) ? undefined : { person: acknowledgedBy, number, action: 'resolve', via: 'sms' }
}

const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0
