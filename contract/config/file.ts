import { z } from 'zod'
import { escalationPolicy } from './escalation.ts'
import { maintenanceWindow } from './maintenance.ts'
import { apiKey, customer, organization, providers, service } from './organization.ts'
import { lookupTable } from './event-rule.ts'
import { team, user } from './person.ts'
import { schedule } from './schedule.ts'
import { heartbeat, source } from './source.ts'

/**
 * The whole set-up of one organization as a file (design, section 5). Its names are the API's names.
 * A list that is absent is left as it is; a list that is present is complete: what an earlier file set up and this one
 * no longer names is removed. What people made in the console is never removed by a file.
 */
export const configFile = z.strictObject({
  organization: organization.optional(),
  providers: providers.optional(),
  apiKeys: z.array(apiKey).max(200).optional(),
  users: z.array(user).max(5_000).optional(),
  teams: z.array(team).max(1_000).optional(),
  customers: z.array(customer).max(10_000).optional(),
  services: z.array(service).max(20_000).optional(),
  schedules: z.array(schedule).max(1_000).optional(),
  escalationPolicies: z.array(escalationPolicy).max(1_000).optional(),
  lookupTables: z.array(lookupTable).max(100).optional(),
  sources: z.array(source).max(5_000).optional(),
  heartbeats: z.array(heartbeat).max(20_000).optional(),
  maintenanceWindows: z.array(maintenanceWindow).max(5_000).optional(),
})

export type ConfigFile = z.output<typeof configFile>
