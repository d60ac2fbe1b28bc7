import { z } from 'zod'
import { escalationPolicy } from './escalation.ts'
import type { EscalationPolicyConfig } from './escalation.ts'
import { lookupTable } from './event-rule.ts'
import type { LookupTableConfig } from './event-rule.ts'
import { maintenanceWindow } from './maintenance.ts'
import type { MaintenanceWindowConfig } from './maintenance.ts'
import { apiKey, customer, organization, providers, service } from './organization.ts'
import type { CustomerConfig, OrganizationConfig, ServiceConfig } from './organization.ts'
import { team, user } from './person.ts'
import type { TeamConfig, UserConfig } from './person.ts'
import { schedule } from './schedule.ts'
import type { ScheduleConfig } from './schedule.ts'
import { heartbeat, source } from './source.ts'
import type { HeartbeatConfig, SourceConfig } from './source.ts'

/** The lists of a configuration file, in the order in which they are applied: what is named stands before what names it. */
export const listNouns = [
  'customers',
  'services',
  'users',
  'teams',
  'schedules',
  'escalationPolicies',
  'lookupTables',
  'sources',
  'heartbeats',
  'maintenanceWindows',
  'apiKeys',
] as const
export type ListNoun = (typeof listNouns)[number]

export type ApiKeyConfig = z.output<typeof apiKey>

/** The item of each list as the file writes it. */
export interface ItemByNoun {
  customers: CustomerConfig
  services: ServiceConfig
  users: UserConfig
  teams: TeamConfig
  schedules: ScheduleConfig
  escalationPolicies: EscalationPolicyConfig
  lookupTables: LookupTableConfig
  sources: SourceConfig
  heartbeats: HeartbeatConfig
  maintenanceWindows: MaintenanceWindowConfig
  apiKeys: ApiKeyConfig
}

/** What a file has once. */
export const singleNouns = ['organization', 'providers'] as const
export type SingleNoun = (typeof singleNouns)[number]

export interface SingleByNoun {
  organization: OrganizationConfig
  providers: z.output<typeof providers>
}

/** What each item must look like: the very same as in the file. */
export const itemSchemas = {
  customers: customer,
  services: service,
  users: user,
  teams: team,
  schedules: schedule,
  escalationPolicies: escalationPolicy,
  lookupTables: lookupTable,
  sources: source,
  heartbeats: heartbeat,
  maintenanceWindows: maintenanceWindow,
  /** The token of a key that is there already may be left out; nobody knows it. */
  apiKeys: apiKey.partial({ token: true }),
} satisfies Record<ListNoun, z.ZodType>

export const singleSchemas = { organization, providers } satisfies Record<SingleNoun, z.ZodType>

/** What was, or would be, changed. */
export const configChange = z.object({
  noun: z.string(),
  key: z.string(),
  action: z.enum(['create', 'update', 'remove']),
  fields: z.array(z.string()),
})
export type ConfigChange = z.output<typeof configChange>

/** One item as it is set up. Secrets are left out unless the caller may see them; the token of an API key always. */
export interface ConfigItem<Item> {
  item: Item
  /** A configuration file made it: its next apply overwrites what is changed here. */
  managed: boolean
  /** Changes whenever the item does; for If-Match. */
  revision: string
}

export type SavedItem<Item> = ConfigItem<Item> & { changes: ConfigChange[] }
