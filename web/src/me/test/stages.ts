import type { Delivery } from '../../api/types.ts'

/** What is known of a test message. */
export interface TestDelivery extends Pick<
  Delivery,
  'id' | 'channel' | 'status' | 'dueAt' | 'sentAt' | 'simulated' | 'provider'
> {
  /** Why it failed, in the language of the reader. */
  explanation: string | null
  detail: string | null
}

export interface Stage {
  /** What is said of it: `me:result.stage.…`. */
  word: 'planned' | 'sending' | 'sent' | 'notSent' | 'receipt' | 'waiting' | 'arrived'
  state: 'done' | 'under way' | 'open' | 'failed'
  at: string | null
}

/** Channels that say when a message has arrived; on the others "sent" is the last that can be known. */
const confirming = ['push', 'webhook', 'voice']

/** The way of a message, as far as it has come. */
export function stagesOf({ status, channel, dueAt, sentAt }: TestDelivery): Stage[] {
  const stages: Stage[] = [{ word: 'planned', state: 'done', at: dueAt }, sendingStage(status, sentAt)]
  const goesOn = confirming.includes(channel) || status === 'delivered'
  return goesOn ? [...stages, receiptStage(status)] : stages
}

function sendingStage(status: TestDelivery['status'], sentAt: string | null): Stage {
  if (status === 'sent' || status === 'delivered') return { word: 'sent', state: 'done', at: sentAt }
  if (status === 'failed' || status === 'cancelled') return { word: 'notSent', state: 'failed', at: null }
  return { word: 'sending', state: 'under way', at: null }
}

function receiptStage(status: TestDelivery['status']): Stage {
  if (status === 'delivered') return { word: 'arrived', state: 'done', at: null }
  return status === 'sent'
    ? { word: 'waiting', state: 'under way', at: null }
    : { word: 'receipt', state: 'open', at: null }
}

/** Nothing more will be heard of it, or nothing that is worth waiting for. */
export function isOver({ status, channel, sentAt }: TestDelivery, now: number): boolean {
  if (status === 'delivered' || status === 'failed' || status === 'cancelled') return true
  if (status !== 'sent') return false
  return !confirming.includes(channel) || (sentAt !== null && now - Date.parse(sentAt) > 60_000)
}
