import { sql } from 'kysely'
import { createIntake, intakeRoutes, intakeShortcut, sourceKeyRoutes, sourceRoutes } from '../intake/index.ts'
import type { Intake } from '../intake/index.ts'
import { createKernel } from '../kernel/create.ts'
import type { RunningKernel } from '../kernel/create.ts'
import type { Role } from '../../contract/keys.ts'
import { createApi } from '../kernel/http/api.ts'
import { listen } from '../kernel/http/listen.ts'
import { createRoot } from '../kernel/http/root.ts'
import { createShortcut } from '../kernel/http/shortcut.ts'
import { createLog } from '../kernel/log.ts'
import { hashToken } from '../kernel/secrets.ts'
import { createClock } from './clock.ts'
import type { MovableClock } from './clock.ts'
import { createTestDatabase } from './database.ts'
import type { TestDatabase } from './database.ts'

type IntakeLimits = NonNullable<Parameters<typeof createIntake>[1]>
/** What stands for the outside world. */
type IntakeDifferences = NonNullable<Parameters<typeof createIntake>[2]>

/** A node that has intake and nothing else: real HTTP, real PostgreSQL, nobody is paged. */
export interface IntakeNode {
  kernel: RunningKernel
  intake: Intake
  clock: MovableClock
  url: string
  /** Sends to the address of a source. */
  send(key: string, body: unknown, init?: { path?: string; headers?: Record<string, string> }): Promise<Response>
  /** Asks the API as somebody of this organization. */
  api(
    orgId: string,
    method: string,
    path: string,
    role?: Role,
    body?: object,
  ): Promise<{ status: number; body: Record<string, unknown> }>
  close(): Promise<void>
}

export interface TestOrganization {
  orgId: string
  keys: { webhook: string; pagerduty: string; alertmanager: string }
}

export interface IntakeBench {
  database: TestDatabase
  alice: TestOrganization
  charlie: TestOrganization
  /** The first node, or with limits of its own another one on the same database, reached by another address if it is given. */
  node(limits?: IntakeLimits, databaseUrl?: string, different?: IntakeDifferences): Promise<IntakeNode>
  /** A statement as the owner of the tables, who sees everything. */
  rows<Row>(text: string): Promise<Row[]>
  close(): Promise<void>
}

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')

/** Two organizations with a source of each type, on a database of their own. */
export async function createIntakeBench(): Promise<IntakeBench> {
  const database = await createTestDatabase()
  const nodes: IntakeNode[] = []
  const first = await startNode(database.url, {})
  nodes.push(first)
  const alice = await organization(first.kernel, 'a')
  const charlie = await organization(first.kernel, 'c')
  return {
    database,
    alice,
    charlie,
    async node(limits, databaseUrl = database.url, different = {}) {
      if (limits === undefined) return first
      const node = await startNode(databaseUrl, limits, different)
      nodes.push(node)
      return node
    },
    async rows<Row>(text: string) {
      // Counts and raw copies of repeats may follow within a second; nobody here waits for that.
      await Promise.all(nodes.map((node) => node.intake.repeats.flush()))
      const { pool, end } = await owner(database)
      try {
        return (await pool.query(text)).rows as Row[]
      } finally {
        await end()
      }
    },
    async close() {
      await Promise.all(nodes.map((node) => node.close()))
      await database.drop()
    },
  }
}

async function owner(database: TestDatabase) {
  const { default: pg } = await import('pg')
  const pool = new pg.Client({ connectionString: database.url })
  await pool.connect()
  return { pool, end: () => pool.end() }
}

async function organization(kernel: RunningKernel, letter: string): Promise<TestOrganization> {
  const orgId = kernel.ids.next(kernel.clock.now())
  const keys = {
    webhook: letter.repeat(31) + '1',
    pagerduty: letter.repeat(31) + '2',
    alertmanager: letter.repeat(31) + '3',
  }
  await kernel.work.inOrganization(orgId, async ({ trx }) => {
    await trx
      .insertInto('organizations')
      .values({ id: orgId, key: `org-${letter}`, name: letter, language: 'en', webhookSecretSealed: '' })
      .execute()
    for (const [type, key] of Object.entries(keys)) {
      await trx
        .insertInto('sources')
        .values({
          orgId,
          key: type,
          name: type,
          type,
          integrationKeyHash: hashToken(key),
          integrationKeySealed: kernel.secrets.seal('integration-key', key),
        })
        .execute()
    }
  })
  return { orgId, keys }
}

async function startNode(
  databaseUrl: string,
  limits: IntakeLimits,
  different: IntakeDifferences = {},
): Promise<IntakeNode> {
  const clock = createClock(start)
  let url = ''
  const kernel = createKernel({
    config: {
      host: '127.0.0.1',
      port: 0,
      smtpPort: 0,
      dataDir: '',
      role: 'all',
      outboundAllow: [],
      logLevel: 'silent',
      demo: false,
      migrate: true,
    },
    clock,
    log: createLog(process.env.PIKETT_TEST_LOG ?? 'silent'),
    databaseUrl,
    secretKey: '42'.repeat(32),
    publicUrl: () => url,
    processMetrics: false,
  })
  await kernel.live.start()
  await sql`select 1`.execute(kernel.engine)
  const intake = createIntake(kernel, limits, different)
  const api = createApi()
  api.use(async (context, next) => {
    const [orgId = '', role = 'owner'] = (context.req.header('x-caller') ?? '').split(' ')
    context.set('caller', { kind: 'user', orgId, name: 'Alice', role: role as Role, language: 'en' })
    await next()
  })
  api.route('/', sourceRoutes(kernel, intake))
  api.route('/', sourceKeyRoutes(kernel))
  const root = createRoot(kernel, { open: [intakeRoutes(kernel, intake)], api })
  const shortcut = createShortcut(kernel, intakeShortcut(intake))
  const listening = await listen(root, '127.0.0.1', 0, shortcut)
  url = listening.url
  return {
    kernel,
    intake,
    clock,
    url,
    send: (key, body, { path = '', headers = {} } = {}) =>
      fetch(`${url}/in/${key}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async api(orgId, method, path, role = 'owner', body) {
      const headers = { 'x-caller': `${orgId} ${role}`, ...(body && { 'content-type': 'application/json' }) }
      const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
      const response = await fetch(`${url}/api/v1${path}`, init)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    async close() {
      await listening.close()
      await intake.drain()
      await kernel.close()
    },
  }
}
