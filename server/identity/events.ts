import { defineEvent } from '../kernel/event-kind.ts'

/** A new organization exists; whoever needs something of its own in each organization makes it now. */
export const organizationCreated = defineEvent<{ key: string; demo: boolean }>('organization.created')
