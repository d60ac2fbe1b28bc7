import type { Hono } from 'hono'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  alertRoutes,
  alertViewRoutes,
  aroundRoutes,
  bulkRoutes,
  expiryLoop,
  raiseLoop,
  snoozeLoop,
} from './alerts/index.ts'
import { auditRoutes } from './audit/index.ts'
import { applyConfigFile, configurationRoutes } from './configuration/index.ts'
import type { Parts } from './configuration/index.ts'
import { customerRoutes } from './customers/index.ts'
import { acknowledgedLoop, byHandRoutes, escalationLoop, policyRoutes } from './escalation/index.ts'
import { greeting } from './greeting.ts'
import { groupRoutes } from './groups/index.ts'
import { holdLoop } from './holds/index.ts'
import { heartbeatKeyRoutes, heartbeatLoop, heartbeatRoutes, pingRoutes } from './heartbeats/index.ts'
import { authenticate, createLogins, identityRoutes, prepareLocalToken } from './identity/index.ts'
import type { IdentityPorts, Logins } from './identity/index.ts'
import type { Intake } from './intake/index.ts'
import {
  createIntake,
  intakeLoops,
  intakeRoutes,
  intakeShortcut,
  lookupTableRoutes,
  sourceKeyRoutes,
  sourceRoutes,
} from './intake/index.ts'
import { createDemo, demoRoutes } from './demo/index.ts'
import type { Demo } from './demo/index.ts'
import { configurationParts } from './lists.ts'
import type { DueLoop } from './kernel/due.ts'
import type { Api, ApiEnv } from './kernel/http/api.ts'
import { createApi } from './kernel/http/api.ts'
import { docs } from './kernel/http/docs.ts'
import { healthRoutes } from './kernel/http/health.ts'
import type { Stage } from './kernel/http/health.ts'
import { idempotency } from './kernel/http/idempotency.ts'
import { addReference } from './kernel/http/reference.ts'
import type { Mounts } from './kernel/http/root.ts'
import { streamRoutes } from './kernel/http/stream.ts'
import type { Kernel } from './kernel/kernel.ts'
import type { Outbound } from './kernel/outbound/index.ts'
import { maintenanceLoop, maintenanceRoutes } from './maintenance/index.ts'
import {
  actionLinkRoutes,
  callLoop,
  channelRoutes,
  colleagueRoutes,
  createNotifications,
  deviceRoutes,
  deliveryLoop,
  deliveryRoutes,
  notificationRoutes,
  realChannels,
  sandboxRoutes,
  sendAccountMessage,
} from './notifications/index.ts'
import type { NotificationParts } from './notifications/index.ts'
import { opsgenieLoop, opsgenieRoutes } from './opsgenie/index.ts'
import { onCallRoutes } from './oncall/index.ts'
import { alertPorts, notificationPorts } from './ports.ts'
import { readinessRoutes } from './readiness/index.ts'
import { createWatch, selfTestLoop, watchRoutes } from './watch/index.ts'
import type { Watch } from './watch/index.ts'
import { retentionRoutes } from './retention/index.ts'
import { serviceRoutes } from './services/index.ts'
import { simulationRoutes } from './simulation/index.ts'

/** Every slice, put together: what is served, what is due, what happens at the start and at the end. */
export interface Slices {
  /** Made when asked: the simulation makes many nodes, and the routes cost most of each. */
  mounts(): Mounts
  /** What is answered without a caller, alone. */
  open(): Mounts['open']
  /** Health and metrics alone. */
  health: Hono<ApiEnv>
  loops: DueLoop[]
  watch: Watch
  demo: Demo
  prepare(): Promise<void>
  greeting(url: string): Promise<string[]>
  /** Starts the SMTP server for mails of monitoring systems, where one is asked for. */
  takeMail(): Promise<void>
  /** Once the web server takes nothing new: what was accepted is committed. */
  drain(): Promise<void>
  /** Once the loops have stopped: what is being sent is recorded, and everything is let go. */
  close(): Promise<void>
}

const version = (JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string })
  .version

export interface SliceParts {
  kernel: Kernel
  databaseUrl: string
  stage: () => Stage
  /** Tests: a run of the delivery loop returns when everything that it began to send is recorded. */
  awaitSends: boolean
  /** Where this node listens. */
  url(): string
  /** The simulation's network (faults/simulation), where messages are held up and get lost; otherwise the real one. */
  outbound?: Outbound
}

export function createSlices({ kernel, databaseUrl, stage, awaitSends, url, outbound }: SliceParts): Slices {
  const logins = createLogins(kernel, databaseUrl)
  const notifications = createNotifications(kernel, notificationPorts(kernel), outbound)
  const identityPorts: IdentityPorts = {
    sendAccountMessage: (work, message) => sendAccountMessage(work, kernel.secrets, message),
    hasMailServer: async (work) => (await realChannels(work, notifications)).has('email'),
  }
  const intake = createIntake(kernel, {}, { ...(outbound && { outbound }) })
  const lists = configurationParts(logins, identityPorts)
  const deliveries = deliveryLoop(notifications, { awaitSends })
  const demo = createDemo(kernel)
  const loops = [...dueLoops(kernel, deliveries, intake), selfTestLoop(kernel, url)]
  const watch = createWatch({ kernel, version, loops, deliveries: notifications.health, url, outbound })
  const made: Made = { kernel, logins, identityPorts, notifications, intake, lists, demo, stage }
  return {
    mounts: () => ({ api: mountApi(made), open: openMounts(made), shortcut: intakeShortcut(intake) }),
    open: () => openMounts(made),
    health: healthRoutes(kernel, stage),
    loops: watch.loops,
    watch,
    demo,
    async prepare() {
      await prepareLocalToken(kernel)
      await notifications.vapid()
      await demo.prepare()
      if (kernel.config.configFile !== undefined) await applyConfigFile(kernel, lists, kernel.config.configFile)
    },
    greeting: async (at) => [
      ...(await greeting(kernel, at, process.env.LC_ALL ?? process.env.LANG)),
      ...demo.greeting(process.env.LC_ALL ?? process.env.LANG),
    ],
    takeMail: () => intake.mailbox.open(),
    drain: () => intake.drain(),
    async close() {
      await deliveries.settle()
      notifications.stop()
      await logins.stop()
    },
  }
}

/** Everything that falls due; maintenance first, so that what it holds back is not paged in the same moment. */
function dueLoops(kernel: Kernel, deliveries: DueLoop, intake: Intake): DueLoop[] {
  return [
    maintenanceLoop(kernel),
    holdLoop(kernel),
    escalationLoop(kernel),
    acknowledgedLoop(kernel),
    deliveries,
    heartbeatLoop(kernel),
    expiryLoop(kernel),
    raiseLoop(kernel),
    snoozeLoop(kernel),
    callLoop(kernel),
    opsgenieLoop(kernel),
    ...intakeLoops(kernel, intake),
  ]
}

/** What the routes are made of. */
interface Made {
  kernel: Kernel
  logins: Logins
  identityPorts: IdentityPorts
  notifications: NotificationParts
  intake: Intake
  lists: Parts
  demo: Demo
  stage: () => Stage
}

/** Everything below /api/v1, behind the recognition of the caller. */
function mountApi({ kernel, logins, identityPorts, notifications, intake, lists, demo }: Made): Api {
  const api = createApi()
  api.use(authenticate(kernel, logins), idempotency(kernel))
  const routes: Api[] = [
    identityRoutes(kernel, logins, identityPorts),
    customerRoutes(kernel),
    serviceRoutes(kernel),
    onCallRoutes(kernel),
    bulkRoutes(kernel),
    alertRoutes(kernel, alertPorts),
    aroundRoutes(kernel, alertPorts),
    alertViewRoutes(kernel),
    deliveryRoutes(kernel),
    groupRoutes(kernel, alertPorts),
    byHandRoutes(kernel, alertPorts),
    policyRoutes(kernel),
    sourceRoutes(kernel, intake),
    sourceKeyRoutes(kernel),
    lookupTableRoutes(kernel),
    heartbeatRoutes(kernel),
    heartbeatKeyRoutes(kernel),
    maintenanceRoutes(kernel),
    simulationRoutes(kernel),
    notificationRoutes(notifications),
    colleagueRoutes(notifications),
    deviceRoutes(notifications),
    channelRoutes(notifications),
    sandboxRoutes(notifications),
    configurationRoutes(kernel, lists),
    auditRoutes(kernel),
    retentionRoutes(kernel),
    watchRoutes(kernel),
    readinessRoutes(kernel, (work) => realChannels(work, notifications)),
    streamRoutes(kernel),
    demoRoutes(demo),
  ]
  for (const one of routes) api.route('/', one)
  addReference(api, version)
  return api
}

/** What is answered without a caller: senders, pings, links, health. */
function openMounts({ kernel, notifications, intake, stage }: Made): Hono<ApiEnv>[] {
  return [
    healthRoutes(kernel, stage),
    docs(),
    opsgenieRoutes(kernel, intake),
    intakeRoutes(kernel, intake),
    pingRoutes(kernel),
    actionLinkRoutes(notifications),
  ]
}
