import type { Clock, SteadyClock } from './kernel/clock.ts'
import type { Config } from './kernel/config.ts'
import { createKernel } from './kernel/create.ts'
import type { RunningKernel } from './kernel/create.ts'
import type { DueLoop } from './kernel/due.ts'
import { createRoot } from './kernel/http/root.ts'
import type { Mounts } from './kernel/http/root.ts'
import { createShortcut } from './kernel/http/shortcut.ts'
import { listen } from './kernel/http/listen.ts'
import type { Listening } from './kernel/http/listen.ts'
import type { Log } from './kernel/log.ts'
import { startLoops } from './kernel/loops.ts'
import type { Loops } from './kernel/loops.ts'
import { checkInstallation } from './installation.ts'
import { releaseLeases } from './notifications/index.ts'
import { subscribe } from './subscriptions.ts'
import { createSlices } from './slices.ts'
import type { Slices } from './slices.ts'
import { watchClock } from './watch/index.ts'

export interface AppParts {
  config: Config
  clock: Clock | SteadyClock
  log: Log
  /** The owner of the tables; already migrated. */
  databaseUrl: string
  secretKey: string
  /** Whether deadlines are handled by themselves; tests move time and call runDue. */
  loops: boolean
  /** No other node can work on this database: what a killed one was sending is due again at once. */
  alone?: boolean
}

export interface App {
  kernel: RunningKernel
  start(): Promise<void>
  /** Finishes what is in flight, then lets go of everything. */
  stop(): Promise<void>
  /** Where it listens. */
  url(): string
  /** Handles everything that is due at the clock's time until nothing is; returns how much that was. */
  runDue(): Promise<number>
  /** The earliest deadline of all loops. */
  nextDueAt(): Promise<Temporal.Instant | undefined>
  /** One look of the auditor; a running node has one every few seconds. */
  look(): Promise<void>
  /** Lines for the terminal: where to go, the one-time code for the owner. */
  greeting(): Promise<string[]>
}

/** What runs between `start` and `stop`. */
interface Running {
  /** Everything that a start does is done. */
  ready: boolean
  stopping: boolean
  listening?: Listening
  loops?: Loops
  stopWatch?: () => void
}

/** Puts the product together: kernel, slices, routes, due loops. Nothing runs before `start`. */
export async function createApp(parts: AppParts): Promise<App> {
  const { config, clock, databaseUrl } = parts
  const running: Running = { ready: false, stopping: false }
  const url = () => running.listening?.url ?? `http://${config.host}:${config.port}`
  const kernel = createKernel({ ...parts, publicUrl: () => config.publicUrl ?? url(), processMetrics: parts.loops })
  await checkOrClose(kernel)
  const stage = () => (running.stopping ? 'stopping' : running.ready ? 'running' : 'starting')
  const slices = createSlices({ kernel, databaseUrl, stage, awaitSends: !parts.loops, url })
  subscribe(kernel)
  return {
    kernel,
    url,
    greeting: () => slices.greeting(url()),
    runDue: () => runUntilQuiet(slices.loops, clock),
    nextDueAt: () => earliest(slices.loops),
    look: async () => void (await slices.watch.look()),
    start: () => start(parts, kernel, slices, running),
    stop: () => stop(kernel, slices, running),
  }
}

/** Whoever gets no app has nothing that they could stop. */
async function checkOrClose(kernel: RunningKernel): Promise<void> {
  try {
    await checkInstallation(kernel)
  } catch (error) {
    await kernel.close()
    throw error
  }
}

async function start(parts: AppParts, kernel: RunningKernel, slices: Slices, running: Running): Promise<void> {
  const { config, clock, log } = parts
  await kernel.live.start()
  if ('compared' in clock) running.stopWatch = await watchClock(kernel, clock)
  await slices.prepare()
  if (parts.alone === true) await releaseLeases(kernel)
  // A worker answers what watches it, and nobody else: it may stand where no request reaches it.
  const mounts: Mounts = config.role === 'worker' ? { open: [slices.health] } : slices.mounts()
  const shortcut = mounts.shortcut && createShortcut(kernel, mounts.shortcut)
  running.listening = await listen(createRoot(kernel, mounts), config.host, config.port, shortcut)
  if (parts.loops && config.role !== 'api') {
    const loops = startLoops(slices.loops, clock, log)
    kernel.live.listen((announcement) => announcement.loops.forEach((name) => loops.wake(name)))
    running.loops = loops
  }
  // Also where no loop runs: a node that only answers sees that nobody handles what is due.
  if (parts.loops) slices.watch.start()
  if (config.role !== 'worker') await slices.takeMail()
  await slices.demo.start(running.listening.url, parts.loops)
  running.ready = true
}

/** In this order: nothing new comes in, what came in is committed, what is due is finished, what is being sent is recorded. */
async function stop(kernel: RunningKernel, slices: Slices, running: Running): Promise<void> {
  running.stopping = true
  await slices.demo.stop()
  running.stopWatch?.()
  await slices.watch.stop()
  kernel.endStreams()
  await running.listening?.close()
  await slices.drain()
  await running.loops?.stop()
  await slices.close()
  await kernel.close()
}

/** Round and round, until every loop in turn has found nothing since the last one that found something. */
async function runUntilQuiet(loops: readonly DueLoop[], clock: Clock): Promise<number> {
  let total = 0
  for (let index = 0, quiet = 0; quiet < loops.length; index = (index + 1) % loops.length) {
    const handled = await loops[index]!.run(clock.now())
    total += handled
    quiet = handled > 0 ? 0 : quiet + 1
  }
  return total
}

/** One after the other: on one connection that has planned these statements before they cost a fraction. */
async function earliest(loops: readonly DueLoop[]): Promise<Temporal.Instant | undefined> {
  const all: Temporal.Instant[] = []
  for (const loop of loops) {
    const at = await loop.nextAt()
    if (at !== undefined) all.push(at)
  }
  return all.toSorted(Temporal.Instant.compare)[0]
}
