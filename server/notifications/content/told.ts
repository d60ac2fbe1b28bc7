import type { AlertFacts, AnswerAction, DirectContent, Sending } from '../types.ts'
import type { Speaker } from './words.ts'

/** What a page says: the facts as they are now, and one link per answer. */
export interface PageTold {
  sending: Sending
  facts: AlertFacts
  linkByAction: Record<AnswerAction, string>
  speaker: Speaker
  now: Temporal.Instant
}

/** What one message for several pages says. */
export interface BundleTold {
  /** The bundle's own delivery. */
  sending: Sending
  /** How many alerts it stands for; `asks` of them call for an answer, of the others it informs. */
  count: number
  asks: number
  /** The first of them, the one that leads at the top; at least one. */
  entries: readonly PageTold[]
  /** Acknowledges every alert of the bundle that nobody has answered. */
  acknowledgeAll: string
  consoleUrl: string
  speaker: Speaker
  now: Temporal.Instant
}

/** What a message without an alert says. */
export interface DirectTold {
  sending: Sending
  content: DirectContent
  speaker: Speaker
  now: Temporal.Instant
  /** Of a test: for its answer and for the receipt of a device. They act on nothing else. */
  linkByAction: Record<AnswerAction, string>
}

/** How a page speaks: it calls for an answer, tells of somebody else's, or asks whether it still holds. */
type Tone = 'high' | 'low' | 'inform' | 'informUnnamed' | 'reminder'

/** What an alert is now decides, so that nobody reads of an acknowledgement that has ended meanwhile. */
export function toneOf({ sending, facts }: PageTold): Tone {
  const kind = sending.page?.kind ?? 'page'
  if (kind === 'page' || facts.acknowledgement === null) return facts.priority
  if (kind === 'reminder' && facts.acknowledgement.endsAt !== null) return 'reminder'
  return facts.acknowledgement.by === null ? 'informUnnamed' : 'inform'
}

/** Who acknowledged, when, and when that ends, for the words of a tone. */
export function acknowledgementValues({ facts: { acknowledgement }, speaker }: PageTold) {
  if (acknowledgement === null) return {}
  const { by, at, endsAt } = acknowledgement
  return { name: by, time: speaker.time(at), until: endsAt && speaker.time(endsAt) }
}
