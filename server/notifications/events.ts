import { defineEvent } from '../kernel/event-kind.ts'
import type { PageFailed } from './types.ts'

/** No delivery of a page can reach its person any more; in the transaction that records the last failure. */
export const pageFailed = defineEvent<PageFailed>('notifications.page_failed')

/** The due loop that sends; woken whenever something is planned for now. */
export const deliveryLoopName = 'deliveries'
