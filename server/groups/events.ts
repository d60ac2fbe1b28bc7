import { defineEvent } from '../kernel/event-kind.ts'

/** Alerts that were acknowledged with the lead of their group lead it from now on, and are acknowledged still. */
export const leadsInherited = defineEvent<string[]>('groups.leads_inherited')
