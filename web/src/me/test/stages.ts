import type { Delivery } from '../../api/types.ts'

/** What is known of a test message. */
export interface TestDelivery extends Pick<
  Delivery,
  'id' | 'channel' | 'status' | 'dueAt' | 'sentAt' | 'simulated' | 'provider'
> {
  /** Why it failed, in the language of the reader. */
  explanation: string | null
  detail: string | null
  deliveredAt: string | null
  /** When the person said that it has reached them. */
  acknowledgedAt: string | null
}

export interface Stage {
  /** What is said of it: `me:result.stage.…`. */
  word: 'sending' | 'accepted' | 'notSent' | 'receipt' | 'waiting' | 'arrived' | 'answer' | 'unanswered' | 'answered'
  state: 'done' | 'under way' | 'open' | 'failed'
  at: string | null
}

/** Channels that say when a message has arrived; on the others only the answer tells. */
const confirming = ['push', 'webhook', 'voice']

const isLost = ({ status }: TestDelivery) => status === 'failed' || status === 'cancelled'

/** The way of a message, as far as it has come: sent, taken by the other side, arrived, answered. */
export function stagesOf(delivery: TestDelivery): Stage[] {
  const { status, channel } = delivery
  if (isLost(delivery)) return [{ word: 'notSent', state: 'failed', at: null }]
  const goesOn = confirming.includes(channel) || status === 'delivered'
  return [sendingStage(delivery), ...(goesOn ? [receiptStage(delivery)] : []), answerStage(delivery)]
}

const isTaken = ({ status }: TestDelivery) => status === 'sent' || status === 'delivered'

function sendingStage(delivery: TestDelivery): Stage {
  return isTaken(delivery)
    ? { word: 'accepted', state: 'done', at: delivery.sentAt }
    : { word: 'sending', state: 'under way', at: null }
}

function receiptStage({ status, deliveredAt }: TestDelivery): Stage {
  if (status === 'delivered') return { word: 'arrived', state: 'done', at: deliveredAt }
  return status === 'sent'
    ? { word: 'waiting', state: 'under way', at: null }
    : { word: 'receipt', state: 'open', at: null }
}

function answerStage(delivery: TestDelivery): Stage {
  if (delivery.acknowledgedAt !== null) return { word: 'answered', state: 'done', at: delivery.acknowledgedAt }
  return isTaken(delivery)
    ? { word: 'unanswered', state: 'under way', at: null }
    : { word: 'answer', state: 'open', at: null }
}

const watchMilliseconds = 120_000

/** Nothing more will be heard of it, or only by a message of the server: an answer may come hours later. */
export function isOver(delivery: TestDelivery, now: number): boolean {
  if (isLost(delivery) || delivery.acknowledgedAt !== null) return true
  return delivery.sentAt !== null && now - Date.parse(delivery.sentAt) > watchMilliseconds
}
