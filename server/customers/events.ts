import { defineEvent } from '../kernel/event-kind.ts'

/** The support hours of these customers have changed; in the transaction that changes them. */
export const supportHoursChanged = defineEvent<{ customerIds: string[] }>('customers.support_hours_changed')
