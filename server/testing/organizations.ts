import { Hono } from 'hono'
import pg from 'pg'
import { createOrganization, createUser } from '../identity/index.ts'
import { readConfig } from '../kernel/config.ts'
import type { RunningKernel } from '../kernel/create.ts'
import { createKernel } from '../kernel/create.ts'
import type { Work } from '../kernel/db/work.ts'
import type { ApiEnv, Caller } from '../kernel/http/api.ts'
import { answerError } from '../kernel/http/problem.ts'
import { createLog } from '../kernel/log.ts'
import type { MovableClock } from './clock.ts'
import { createClock } from './clock.ts'
import { createTestDatabase } from './database.ts'

/** Two organizations on a database of their own, for the tests of one slice: no other slice runs. */
export interface Organizations {
  kernel: RunningKernel
  clock: MovableClock
  /** As the owner of the tables, whom no right and no policy keeps out. */
  databaseUrl: string
  /** Alice (owner), Bob and Mia (responders), Max (manager), Sam (stakeholder); Europe/Berlin, German. */
  home: string
  /** Charlie owns it and sees nothing of home; UTC, English. */
  elsewhere: string
  /** A second process on the same database. */
  anotherNode(): RunningKernel
  inHome<T>(act: (work: Work) => Promise<T>): Promise<T>
  inElsewhere<T>(act: (work: Work) => Promise<T>): Promise<T>
  /** The ids of home's people by key, and Charlie's. */
  userId: (key: string) => string
  callerOf: (key: string) => Caller
  /** Asks routes as one of the people. */
  ask(routes: Hono<ApiEnv>, key: string, method: string, path: string, body?: unknown): Promise<Asked>
  /** Until a statement that begins so waits for a lock: then two transactions are really under way at once. */
  untilWaiting(statement: string): Promise<void>
  close(): Promise<void>
}

export interface Asked {
  status: number
  // What a test expects of an answer it writes down itself.
  body: Record<string, unknown>
}

const roleByKey = { alice: 'owner', max: 'manager', bob: 'responder', mia: 'responder', sam: 'stakeholder' } as const

export async function createOrganizations(at: Temporal.Instant): Promise<Organizations> {
  const database = await createTestDatabase()
  const clock = createClock(at)
  const kernels: RunningKernel[] = []
  const addKernel = () => {
    const kernel = kernelOn(database.url, clock)
    kernels.push(kernel)
    return kernel
  }
  const kernel = addKernel()
  const userIdByKey = new Map<string, string>()
  const addPerson = async (work: Work, key: string, role: Caller['role']) => {
    const name = `${key[0]!.toUpperCase()}${key.slice(1)}`
    userIdByKey.set(key, await createUser(work, { key, name, email: `${key}@example.test`, role }))
  }
  const details = { key: 'home', name: 'Home GmbH', timezone: 'Europe/Berlin', language: 'de' } as const
  const home = await createOrganization(kernel, details, async (work) => {
    for (const [key, role] of Object.entries(roleByKey)) await addPerson(work, key, role)
  })
  const other = { key: 'elsewhere', name: 'Elsewhere Ltd', timezone: 'UTC', language: 'en' } as const
  const elsewhere = await createOrganization(kernel, other, (work) => addPerson(work, 'charlie', 'owner'))
  const callerOf = (key: string): Caller => ({
    kind: 'user',
    orgId: key === 'charlie' ? elsewhere.orgId : home.orgId,
    userId: userIdByKey.get(key)!,
    name: `${key[0]!.toUpperCase()}${key.slice(1)}`,
    role: key === 'charlie' ? 'owner' : roleByKey[key as keyof typeof roleByKey],
    language: 'en',
  })
  return {
    kernel,
    clock,
    databaseUrl: database.url,
    home: home.orgId,
    elsewhere: elsewhere.orgId,
    anotherNode: addKernel,
    inHome: (act) => kernel.work.inOrganization(home.orgId, act),
    inElsewhere: (act) => kernel.work.inOrganization(elsewhere.orgId, act),
    userId: (key) => userIdByKey.get(key)!,
    callerOf,
    ask: (routes, key, method, path, body) => ask(routes, callerOf(key), method, path, body),
    untilWaiting: (statement) => untilWaiting(database.url, statement),
    async close() {
      for (const one of kernels) await one.close()
      await database.drop()
    },
  }
}

function kernelOn(databaseUrl: string, clock: MovableClock): RunningKernel {
  return createKernel({
    config: readConfig({}, false),
    clock,
    log: createLog(process.env.PIKETT_TEST_LOG ?? 'silent'),
    databaseUrl,
    secretKey: '42'.repeat(32),
    publicUrl: () => 'https://pikett.test',
    processMetrics: false,
  })
}

async function untilWaiting(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const waits = `select from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database() and query like $1`
  while ((await client.query(waits, [`${statement}%`])).rowCount === 0);
  await client.end()
}

async function ask(routes: Hono<ApiEnv>, caller: Caller, method: string, path: string, body?: unknown): Promise<Asked> {
  const root = new Hono<ApiEnv>()
  root.onError(answerError)
  root.use((context, next) => {
    context.set('caller', caller)
    return next()
  })
  root.route('/', routes)
  const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await root.request(path, { method, ...json })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Asked['body']) }
}
