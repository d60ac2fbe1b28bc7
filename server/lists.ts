import type { Parts } from './configuration/index.ts'
import { exportCustomers, syncCustomers } from './customers/index.ts'
import { exportPolicies, syncPolicies } from './escalation/index.ts'
import { exportHeartbeats, syncHeartbeats } from './heartbeats/index.ts'
import {
  exportApiKeys,
  exportOrganization,
  exportProviders,
  exportTeams,
  syncApiKeys,
  syncOrganization,
  syncProviders,
  syncTeams,
  userSync,
} from './identity/index.ts'
import type { IdentityPorts, Logins } from './identity/index.ts'
import { exportLookupTables, exportSources, syncLookupTables, syncSources } from './intake/index.ts'
import { exportMaintenanceWindows, syncMaintenanceWindows } from './maintenance/index.ts'
import { exportSchedules, syncSchedules } from './oncall/index.ts'
import { exportServices, servicesAround, syncServices } from './services/index.ts'

/** How each list of a configuration file is applied and written back. */
export function configurationParts(logins: Logins, ports: IdentityPorts): Parts {
  return {
    organization: { sync: syncOrganization, export: exportOrganization },
    providers: { sync: syncProviders, export: exportProviders },
    customers: { sync: syncCustomers, export: exportCustomers },
    services: {
      sync: syncServices,
      export: exportServices,
      around: (trx, key, item) => servicesAround(trx, key, item?.dependsOn ?? []),
    },
    users: userSync(logins, ports),
    teams: { sync: syncTeams, export: exportTeams },
    schedules: { sync: syncSchedules, export: exportSchedules },
    escalationPolicies: { sync: syncPolicies, export: exportPolicies },
    lookupTables: { sync: syncLookupTables, export: exportLookupTables },
    sources: { sync: syncSources, export: exportSources },
    heartbeats: { sync: syncHeartbeats, export: exportHeartbeats },
    maintenanceWindows: { sync: syncMaintenanceWindows, export: exportMaintenanceWindows },
    apiKeys: { sync: syncApiKeys, export: exportApiKeys },
  }
}
