import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../app.ts'
import type { App } from '../app.ts'
import { createOrganization } from '../identity/index.ts'
import { readConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { parseDuration } from '../../contract/durations.ts'
import { createClient } from './client.ts'
import type { Client } from './client.ts'
import { createClock } from './clock.ts'
import type { MovableClock } from './clock.ts'
import { createFilledDatabase } from './database.ts'
import { ifFree } from './if-free.ts'
import { startMailServer } from './mail-server.ts'
import type { MailServer } from './mail-server.ts'
import type { ConfigInput } from './people.ts'
import { elsewhere, keys, nordlicht, tokens } from './people.ts'
import { startWebhookSink } from './webhook-sink.ts'
import type { WebhookSink } from './webhook-sink.ts'

/** A Monday, 03:00 in Berlin: Alice has just gone to bed. */
export const monday3 = Temporal.Instant.from('2026-01-05T02:00:00Z')

export interface World {
  app: App
  /** For a second node on the same database. */
  databaseUrl: string
  clock: MovableClock
  /** Callers of the API by person. */
  alice: Client
  bob: Client
  sam: Client
  charlie: Client
  nobody: Client
  /** What webhook contacts and mailboxes received and no test has taken yet. */
  pages: WebhookSink
  mails: MailServer
  /** Sends one event to a source of type webhook and lets everything happen that is due now. */
  send(event: object, key?: string): Promise<Response>
  /** Stops the product; `resume` starts it again at the same address, on the same data. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Handles what is due at this moment. */
  settle(): Promise<void>
  /** Moves time on, deadline by deadline, each handled at its own instant: `30m`. */
  advance(duration: string): Promise<void>
  /** Stops everything and fails when a message arrived that no test expected. */
  close(): Promise<void>
}

export interface WorldSetup {
  at?: Temporal.Instant
  /** Changes Alice's set-up before it is applied. */
  change?: (config: ConfigInput) => ConfigInput
  /** Settings of the process besides those of every world. */
  env?: Record<string, string>
}

export async function createWorld(setup: WorldSetup = {}): Promise<World> {
  const clock = createClock(setup.at ?? monday3)
  const [pages, mails] = await startReceivers()
  const change = setup.change ?? ((config) => config)
  const files = [change(nordlicht(pages.url, mails.port)), elsewhere(pages.url)]
  const key = JSON.stringify([clock.now(), setup.env, files])
  const database = await createFilledDatabase(key, (url) => fill({ ...setup, at: clock.now() }, url, files, mails))
  const dataDir = await mkdtemp(join(tmpdir(), 'pikett-world-'))
  let app = await startApp(clock, database.url, dataDir, setup.env)
  const port = Number(new URL(app.url()).port)
  const settle = async () => void (await app.runDue())
  return {
    get app() {
      return app
    },
    databaseUrl: database.url,
    clock,
    pages,
    mails,
    settle,
    pause: () => app.stop(),
    async resume() {
      app = await startApp(clock, database.url, dataDir, setup.env, port)
    },
    alice: createClient(app.url(), tokens.alice),
    bob: createClient(app.url(), tokens.bob),
    sam: createClient(app.url(), tokens.sam),
    charlie: createClient(app.url(), tokens.charlie),
    nobody: createClient(app.url()),
    send: (event, key = keys.anything) => sendAndSettle(app, event, key),
    advance: (duration) => advance(app, clock, duration),
    async close() {
      const uninvited = [
        ...pages.pages.map((page) => `page at ${page.path}: ${page.body.alert?.summary}`),
        ...mails.mails.map((mail) => `mail to ${mail.to.join(', ')}: ${mail.mail.subject}`),
      ]
      await app.stop()
      await Promise.all([pages.close(), mails.close(), database.drop(), rm(dataDir, { recursive: true })])
      if (uninvited.length > 0) throw new Error(`nobody expected these messages:\n  ${uninvited.join('\n  ')}`)
    },
  }
}

/**
 * The same two receivers at the same ports for one world after the other, where these are still free: what is applied names
 * them, so that the next world with the same set-up finds it applied (createFilledDatabase).
 */
async function startReceivers(): Promise<[WebhookSink, MailServer]> {
  const pages = await startWebhookSink(await ifFree(ports.pages))
  const mails = await startMailServer(await ifFree(ports.mails))
  ports.pages = Number(new URL(pages.url).port)
  ports.mails = mails.port
  return [pages, mails]
}

const ports = { pages: 0, mails: 0 }

async function startApp(
  clock: MovableClock,
  databaseUrl: string,
  dataDir: string,
  env: WorldSetup['env'],
  port = 0,
): Promise<App> {
  const settings = {
    PIKETT_PORT: '0',
    PIKETT_DATA_DIR: dataDir,
    PIKETT_OUTBOUND_ALLOW: '127.0.0.0/8',
    PIKETT_LOG_LEVEL: 'silent',
    ...env,
  }
  const app = await createApp({
    config: { ...readConfig(settings, false), port },
    clock,
    log: createLog(process.env.PIKETT_TEST_LOG ?? 'silent'),
    databaseUrl,
    secretKey: '42'.repeat(32),
    loops: false,
  })
  await app.start()
  return app
}

/** Two organizations with what was set up for them. Everybody is invited; no test here is concerned with these mails. */
async function fill(setup: WorldSetup, databaseUrl: string, files: ConfigInput[], mails: MailServer): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pikett-world-'))
  const app = await startApp(createClock(setup.at!), databaseUrl, dataDir, setup.env)
  await createOrganization(app.kernel, { key: 'default', name: 'Nordlicht', timezone: 'Europe/Berlin', language: 'de' })
  await createOrganization(app.kernel, { key: 'elsewhere', name: 'Elsewhere', timezone: 'UTC', language: 'en' })
  const local = createClient(app.url(), (await readFile(join(dataDir, 'secrets/local.token'), 'utf8')).trim())
  for (const file of files) await apply(local, file)
  await app.runDue()
  mails.mails.splice(0)
  await app.stop()
  await rm(dataDir, { recursive: true })
}

async function apply(local: Client, config: ConfigInput): Promise<void> {
  const organization = config.organization?.key ?? 'default'
  const answer = await local.post('/config', config, { 'x-pikett-organization': organization })
  if (answer.status !== 200) throw new Error(`the test's configuration was refused: ${JSON.stringify(answer.body)}`)
}

async function sendAndSettle(app: App, event: object, key: string): Promise<Response> {
  const response = await fetch(`${app.url()}/in/${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  })
  await app.runDue()
  return response
}

async function advance(app: App, clock: MovableClock, duration: string): Promise<void> {
  const end = clock.now().add({ seconds: parseDuration(duration)! })
  for (;;) {
    const next = await app.nextDueAt()
    if (next === undefined || Temporal.Instant.compare(next, end) > 0) break
    if (Temporal.Instant.compare(next, clock.now()) > 0) clock.set(next)
    await app.runDue()
  }
  clock.set(end)
  await app.runDue()
}
