import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../server/kernel/postgres/index.ts'
import { integrationKey, setUp } from './set-up.ts'
import type { Side } from './side.ts'

const root = join(import.meta.dirname, '..')
const node = join(root, 'node_modules/node/bin/node')
const readyWithinMs = 60_000
const secretKey = '42'.repeat(32)

/** One database, as Pikett starts its own (same program, same settings, fsync on), and processes of Pikett on it. */
export interface Installation {
  databaseUrl: string
  databasePid: number
  /** A node; the first one applies the set-up. `role` as in PIKETT_ROLE. */
  start(role?: 'all' | 'api' | 'worker'): Promise<Side>
  stop(): Promise<void>
}

export interface InstallationParts {
  sinkUrl: string
  people?: number
  /** Writes a CPU profile of the nodes into the working directory when they stop. */
  profile?: boolean
}

export async function createInstallation({
  sinkUrl,
  people = 1,
  profile = false,
}: InstallationParts): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'pikett-bench-'))
  const config = join(folder, 'pikett.yaml')
  writeFileSync(config, JSON.stringify(setUp(sinkUrl, people)))
  const say = (_: unknown, line?: string) => void process.stderr.write(`${line ?? ''}\n`)
  const database = await startEmbeddedPostgres({
    dataDir: join(folder, 'database'),
    log: { info: () => {}, warn: say, error: say },
  })
  const sides: Side[] = []
  return {
    databaseUrl: database.url,
    databasePid: database.pid,
    async start(role = 'all') {
      const name = `node-${sides.length + 1}`
      const env = {
        PATH: process.env.PATH,
        PIKETT_HOST: '127.0.0.1',
        PIKETT_PORT: String(await freePort()),
        PIKETT_DATA_DIR: join(folder, name),
        PIKETT_DATABASE_URL: database.url,
        PIKETT_SECRET_KEY: secretKey,
        PIKETT_OUTBOUND_ALLOW: '127.0.0.0/8',
        PIKETT_LOG_LEVEL: 'warn',
        PIKETT_ROLE: role,
        ...(sides.length === 0 && { PIKETT_CONFIG: config }),
      }
      const side = await startNode(env, people, profile, database.pid)
      sides.push(side)
      return side
    },
    async stop() {
      for (const side of sides) await side.stop()
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startNode(env: NodeJS.ProcessEnv, people: number, profile: boolean, databasePid: number): Promise<Side> {
  const url = `http://127.0.0.1:${env.PIKETT_PORT}`
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${process.cwd()}`] : []
  const child = spawn(node, [...flags, join(root, 'server/main.ts')], {
    cwd: root,
    env,
    // The channel: a node stops by itself when the bench is gone, however it went.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const stop = async () => {
    if (child.connected) child.disconnect()
    await ended
  }
  if (!(await becomesReady(child, url))) {
    await stop()
    throw new Error('Pikett did not become ready')
  }
  const urls = Array.from({ length: people }, (_, index) => `${url}/in/${integrationKey(index)}/api/v2/alerts`)
  return { name: 'Pikett', urls, pids: [child.pid!, databasePid], stop }
}

async function becomesReady(child: ChildProcess, url: string): Promise<boolean> {
  const endMs = performance.now() + readyWithinMs
  while (performance.now() < endMs && child.exitCode === null) {
    const response = await fetch(`${url}/health/ready`).catch(() => undefined)
    if (response?.ok) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
