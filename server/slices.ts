import type { Hono } from 'hono'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alertRoutes, expiryLoop } from './alerts/index.ts'
import { applyConfigFile, configurationRoutes } from './configuration/index.ts'
import type { Parts } from './configuration/index.ts'
import { customerRoutes, exportCustomers, syncCustomers } from './customers/index.ts'
import { escalationLoop, exportPolicies, policyRoutes, syncPolicies } from './escalation/index.ts'
import { exportHeartbeats, heartbeatLoop, heartbeatRoutes, pingRoutes, syncHeartbeats } from './heartbeats/index.ts'
import {
  authenticate,
  createLogins,
  exportApiKeys,
  exportOrganization,
  exportProviders,
  exportTeams,
  identityRoutes,
  prepareLocalToken,
  prepareSetup,
  syncApiKeys,
  syncOrganization,
  syncProviders,
  syncTeams,
  userSync,
} from './identity/index.ts'
import type { IdentityPorts, Logins } from './identity/index.ts'
import { createIntake, exportSources, intakeLoops, intakeRoutes, sourceRoutes, syncSources } from './intake/index.ts'
import type { DueLoop } from './kernel/due.ts'
import type { Api, ApiEnv } from './kernel/http/api.ts'
import { createApi } from './kernel/http/api.ts'
import { healthRoutes } from './kernel/http/health.ts'
import { idempotency } from './kernel/http/idempotency.ts'
import { addReference } from './kernel/http/reference.ts'
import type { Mounts } from './kernel/http/root.ts'
import { streamRoutes } from './kernel/http/stream.ts'
import type { Kernel } from './kernel/kernel.ts'
import {
  actionLinkRoutes,
  callLoop,
  createNotifications,
  deliveryLoop,
  notificationRoutes,
  sandboxRoutes,
  sendAccountMessage,
} from './notifications/index.ts'
import { onCallRoutes, exportSchedules, syncSchedules } from './oncall/index.ts'
import { alertPorts, notificationPorts } from './ports.ts'
import { exportServices, serviceRoutes, syncServices } from './services/index.ts'

/** Every slice, put together: what is served, what is due, what happens at the start and at the end. */
export interface Slices {
  mounts: Mounts
  loops: DueLoop[]
  prepare(): Promise<void>
  greeting(url: string): Promise<string[]>
  drain(): Promise<void>
  close(): Promise<void>
}

const version = (JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string })
  .version

export interface SliceParts {
  kernel: Kernel
  databaseUrl: string
  isStopping: () => boolean
  /** Tests: a run of the delivery loop returns when everything that it began to send is recorded. */
  awaitSends: boolean
}

export function createSlices({ kernel, databaseUrl, isStopping, awaitSends }: SliceParts): Slices {
  const logins = createLogins(kernel, databaseUrl)
  const ports: IdentityPorts = {
    sendAccountMessage: (work, message) => sendAccountMessage(work, kernel.secrets, message),
  }
  const notifications = createNotifications(kernel, notificationPorts(kernel))
  const intake = createIntake(kernel)
  const parts = configurationParts(logins, ports)
  const deliveries = deliveryLoop(notifications, { awaitSends })
  const api = createApi()
  api.use(authenticate(kernel, logins), idempotency(kernel))
  const routes: Api[] = [
    identityRoutes(kernel, logins, ports),
    customerRoutes(kernel),
    serviceRoutes(kernel),
    onCallRoutes(kernel),
    alertRoutes(kernel, alertPorts),
    policyRoutes(kernel),
    sourceRoutes(kernel, intake),
    heartbeatRoutes(kernel),
    notificationRoutes(notifications),
    sandboxRoutes(notifications),
    configurationRoutes(kernel, parts),
    streamRoutes(kernel),
  ]
  for (const one of routes) api.route('/', one)
  addReference(api, version)
  const open: Hono<ApiEnv>[] = [
    healthRoutes(kernel, isStopping),
    intakeRoutes(kernel, intake),
    pingRoutes(kernel),
    actionLinkRoutes(notifications),
  ]
  return {
    mounts: { api, open },
    loops: [
      escalationLoop(kernel),
      deliveries,
      heartbeatLoop(kernel),
      expiryLoop(kernel),
      callLoop(kernel),
      ...intakeLoops(kernel),
    ],
    async prepare() {
      await prepareLocalToken(kernel)
      if (kernel.config.configFile !== undefined) await applyConfigFile(kernel, parts, kernel.config.configFile)
    },
    greeting: (url) => greeting(kernel, url),
    async drain() {
      await intake.drain()
      await deliveries.settle()
    },
    async close() {
      notifications.stop()
      await logins.stop()
    },
  }
}

/** How each list of a configuration file is applied and written back. */
function configurationParts(logins: Logins, ports: IdentityPorts): Parts {
  return {
    organization: { sync: syncOrganization, export: exportOrganization },
    providers: { sync: syncProviders, export: exportProviders },
    customers: { sync: syncCustomers, export: exportCustomers },
    services: { sync: syncServices, export: exportServices },
    users: userSync(logins, ports),
    teams: { sync: syncTeams, export: exportTeams },
    schedules: { sync: syncSchedules, export: exportSchedules },
    escalationPolicies: { sync: syncPolicies, export: exportPolicies },
    sources: { sync: syncSources, export: exportSources },
    heartbeats: { sync: syncHeartbeats, export: exportHeartbeats },
    apiKeys: { sync: syncApiKeys, export: exportApiKeys },
  }
}

/** Where to go; and while nobody can sign in, the code that proves that one may read this output. */
async function greeting(kernel: Kernel, url: string): Promise<string[]> {
  const address = kernel.config.publicUrl ?? url
  const lines = ['', `Pikett is running: ${address}`]
  const code = await prepareSetup(kernel)
  if (code !== undefined) lines.push(`To create the owner's account, open it and enter this code: ${code}`)
  return [...lines, '']
}
