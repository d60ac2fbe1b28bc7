import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, processesIn, signal } from '../server/kernel/postgres/processes.ts'
import { ask } from './ask.ts'
import type { Target } from './history.ts'
import { freePort } from './ports.ts'
import { nowMs, untilSo } from './moment.ts'

const root = join(import.meta.dirname, '..')
const node = join(root, 'node_modules/node/bin/node')

/** Recovery, and a machine that is busy with other things. */
const readyWithinMs = 120_000

export interface Exit {
  at: number
  code: number | null
}

/** One process of Pikett. */
export interface Running {
  pid: number
  child: ChildProcess
  exited: Promise<Exit>
  /** What it wrote, the last part. */
  said(): string
}

/** One node: a data directory with its settings, on which Pikett is started again and again. */
export interface Installation {
  url: string
  /** Where its embedded database lives, if it has one. */
  cluster: string
  start(): Running
  /** True when it is ready to work; false when it ended, or took too long. */
  becomesReady(running: Running): Promise<boolean>
  /** Sends SIGKILL, and says whom it hit: where there is no database yet, it is the app. */
  kill(running: Running, target: Target): Target
  /** What is still there of it, in words. */
  leftovers(pids: readonly number[]): string[]
}

export interface Place {
  dataDir: string
  /** The configuration file that it applies at each start. */
  config: string
  /** Its settings beyond those. */
  env: Record<string, string>
}

export async function createInstallation({ dataDir, config, env: own }: Place): Promise<Installation> {
  const port = await freePort()
  const cluster = join(dataDir, 'postgres')
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env.PATH,
    PIKETT_HOST: '127.0.0.1',
    PIKETT_PORT: String(port),
    PIKETT_DATA_DIR: dataDir,
    PIKETT_CONFIG: config,
    PIKETT_OUTBOUND_ALLOW: '127.0.0.0/8',
    PIKETT_LOG_LEVEL: 'warn',
    ...own,
  }
  return {
    url,
    cluster,
    start: () => startProcess(env),
    becomesReady: (running) => becomesReady(url, running),
    kill: (running, target) => kill(cluster, running, target),
    leftovers: (pids) => leftovers(dataDir, pids),
  }
}

/** In a process group of its own, without a launcher: what a service manager does. */
function startProcess(env: NodeJS.ProcessEnv): Running {
  const child = spawn(node, [join(root, 'server/main.ts')], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-20_000)))
  }
  const exited = new Promise<Exit>((resolve) => child.on('exit', (code) => resolve({ at: nowMs(), code })))
  return { pid: child.pid ?? 0, child, exited, said: () => said }
}

async function becomesReady(url: string, { child }: Running): Promise<boolean> {
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const isReady = async () => hasEnded() || (await ask(`${url}/health/ready`)).fate === 'accepted'
  return (await untilSo(isReady, { withinMs: readyWithinMs })) && !hasEnded()
}

/** The database server that this process of Pikett started; not one that an earlier process left behind. */
function serverOf(cluster: string, app: number): number | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 1 && isAlive(pid) && parentOf(pid) === app ? pid : undefined
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ')[1])
  } catch {
    return undefined
  }
}

function kill(cluster: string, { child, pid }: Running, target: Target): Target {
  const server = serverOf(cluster, pid)
  if (target === 'database' && server !== undefined) {
    signal(server, 'SIGKILL')
    return 'database'
  }
  child.kill('SIGKILL')
  if (target !== 'everything') return 'app'
  for (const one of processesIn(cluster)) signal(one, 'SIGKILL')
  return 'everything'
}

function leftovers(dataDir: string, pids: readonly number[]): string[] {
  const cluster = join(dataDir, 'postgres')
  const locks = [join(dataDir, 'pikett.lock'), join(cluster, 'postmaster.pid')]
  return [
    ...processesIn(cluster).map((pid) => `process ${pid} still works on the database`),
    ...pids.filter((pid) => isAlive(pid)).map((pid) => `process ${pid} of Pikett still runs`),
    ...locks.filter((file) => existsSync(file)).map((file) => `${file} is still there`),
  ]
}
