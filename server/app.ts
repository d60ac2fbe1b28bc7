import type { Clock } from './kernel/clock.ts'
import type { Config } from './kernel/config.ts'
import { createKernel } from './kernel/create.ts'
import type { RunningKernel } from './kernel/create.ts'
import type { DueLoop } from './kernel/due.ts'
import { createRoot } from './kernel/http/root.ts'
import { listen } from './kernel/http/listen.ts'
import type { Listening } from './kernel/http/listen.ts'
import type { Log } from './kernel/log.ts'
import { startLoops } from './kernel/loops.ts'
import type { Loops } from './kernel/loops.ts'
import { checkInstallation } from './installation.ts'
import { subscribe } from './subscriptions.ts'
import { createSlices } from './slices.ts'
import { watchClock } from './watch.ts'

export interface AppParts {
  config: Config
  clock: Clock
  log: Log
  /** The owner of the tables; already migrated. */
  databaseUrl: string
  secretKey: string
  /** Whether deadlines are handled by themselves; tests move time and call runDue. */
  loops: boolean
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
  /** Lines for the terminal: where to go, the one-time code for the owner. */
  greeting(): Promise<string[]>
}

/** Puts the product together: kernel, slices, routes, due loops. Nothing runs before `start`. */
export async function createApp(parts: AppParts): Promise<App> {
  const { config, clock, log } = parts
  let listening: Listening | undefined
  let loops: Loops | undefined
  let stopWatch: (() => void) | undefined
  let stopping = false
  const url = () => listening?.url ?? `http://${config.host}:${config.port}`
  const kernel = createKernel({ ...parts, publicUrl: () => config.publicUrl ?? url(), processMetrics: parts.loops })
  await checkInstallation(kernel)
  const slices = createSlices({
    kernel,
    databaseUrl: parts.databaseUrl,
    isStopping: () => stopping,
    awaitSends: !parts.loops,
  })
  subscribe(kernel)
  return {
    kernel,
    url,
    greeting: () => slices.greeting(url()),
    runDue: () => runUntilQuiet(slices.loops, clock),
    nextDueAt: () => earliest(slices.loops),
    async start() {
      await kernel.live.start()
      await slices.prepare()
      listening = await listen(createRoot(kernel, slices.mounts), config.host, config.port)
      if (parts.loops && config.role !== 'api') {
        const running = startLoops(slices.loops, clock, log)
        kernel.live.listen((announcement) => announcement.loops.forEach((name) => running.wake(name)))
        loops = running
      }
      if (parts.loops) stopWatch = watchClock(kernel)
    },
    async stop() {
      stopping = true
      stopWatch?.()
      kernel.endStreams()
      await listening?.close()
      await slices.drain()
      await loops?.stop()
      await slices.close()
      await kernel.close()
    },
  }
}

async function runUntilQuiet(loops: readonly DueLoop[], clock: Clock): Promise<number> {
  let total = 0
  for (;;) {
    let handled = 0
    for (const loop of loops) handled += await loop.run(clock.now())
    if (handled === 0) return total
    total += handled
  }
}

async function earliest(loops: readonly DueLoop[]): Promise<Temporal.Instant | undefined> {
  const all = await Promise.all(loops.map((loop) => loop.nextAt()))
  return all.filter((at) => at !== undefined).toSorted(Temporal.Instant.compare)[0]
}
