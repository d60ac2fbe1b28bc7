import { defineEvent } from '../kernel/event-kind.ts'
import type { PageFailed } from './types.ts'

/** No delivery of a page can reach its person any more; in the transaction that records the last failure. */
export const pageFailed = defineEvent<PageFailed>('notifications.page_failed')

/** The page of the self-test has come out at the end: no person has it, and this is where it arrives. */
export const selfTestPaged = defineEvent<{ alertId: string; acknowledgeUrl: string }>('notifications.self_test_paged')

/** The address of the self-test's only contact. */
export const selfTestAddress = 'pikett:self-test'

/** The due loop that sends; woken whenever something is planned for now. */
export const deliveryLoopName = 'deliveries'
