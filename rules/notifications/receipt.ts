/** `bundled`: part of another message, whose status tells how it went. */
export type DeliveryStatus = 'planned' | 'sending' | 'sent' | 'delivered' | 'failed' | 'cancelled' | 'bundled'

/** What a provider reports later about a message that it took. */
export type Receipt = 'delivered' | 'failed'

/**
 * The status after a receipt; undefined when the receipt changes nothing. Providers report late, twice and out of order
 * (field 3.7): what was delivered stays delivered, what failed stays failed, and a message that was cancelled while on its
 * way shows what really happened to it.
 */
export function afterReceipt(status: DeliveryStatus, receipt: Receipt): DeliveryStatus | undefined {
  if (status === 'delivered' || status === 'failed') return undefined
  if (receipt === 'delivered') return 'delivered'
  return status === 'cancelled' ? undefined : 'failed'
}
