import type { z } from 'zod'
import type { EscalationPolicyConfig } from '../../contract/config/escalation.ts'
import type { LookupTableConfig } from '../../contract/config/event-rule.ts'
import type { ConfigFile } from '../../contract/config/file.ts'
import type { MaintenanceWindowConfig } from '../../contract/config/maintenance.ts'
import type {
  apiKey,
  CustomerConfig,
  OrganizationConfig,
  providers,
  ServiceConfig,
} from '../../contract/config/organization.ts'
import type { TeamConfig, UserConfig } from '../../contract/config/person.ts'
import type { ScheduleConfig } from '../../contract/config/schedule.ts'
import type { HeartbeatConfig, SourceConfig } from '../../contract/config/source.ts'
import type { FieldProblem } from '../kernel/fault.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { SyncChange } from '../kernel/sync.ts'

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

type ApiKeyConfig = z.output<typeof apiKey>

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

/** How one list is applied and written back; each slice brings its own. */
export interface ListPart<Item, Exported = Item> {
  /** Creates, updates and removes until what is set up is what the list says. Applying twice changes nothing. */
  sync(kernel: Kernel, work: Work, items: readonly Item[]): Promise<SyncChange[]>
  export(kernel: Kernel, trx: Trx): Promise<Exported[]>
}

/** How a thing that exists once is applied and written back. */
export interface SinglePart<Item> {
  sync(kernel: Kernel, work: Work, item: Item): Promise<SyncChange[]>
  export(kernel: Kernel, trx: Trx): Promise<Item>
}

export type Parts = {
  [Noun in Exclude<ListNoun, 'apiKeys'>]: ListPart<ItemByNoun[Noun]>
} & {
  organization: SinglePart<OrganizationConfig>
  providers: SinglePart<z.output<typeof providers>>
  /** Tokens cannot be exported, only their hashes are kept. */
  apiKeys: ListPart<ApiKeyConfig, { key: string; role: ApiKeyConfig['role'] }>
}

/** Where in the file something is wrong, counted from 1. */
export interface Place {
  line: number
  column: number
}

export type ConfigProblem = FieldProblem & Partial<Place>

export type Path = readonly (string | number)[]

/** A file that has the right form; whether it fits what is set up is seen when it is applied. */
export interface ReadFile {
  file: ConfigFile
  /** The organization's key as the file writes it; undefined when it leaves it out. */
  organizationKey: string | undefined
  /** Says where in the file these findings stand. */
  place(findings: readonly Finding[]): Promise<ConfigProblem[]>
}

/** Something wrong at a place of the file, found by its path. */
export interface Finding {
  path: Path
  message: string
  /** The name is wrong, not what stands behind it. */
  atKey?: boolean
}

export interface Applied {
  changes: SyncChange[]
  applied: boolean
}
