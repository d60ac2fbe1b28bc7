import type { Clock } from './clock.ts'
import type { DueLoop } from './due.ts'
import type { Log } from './log.ts'

/** The safety net: however the wake-up got lost, a loop looks again after this time. */
const tickMs = 1_000

export interface Loops {
  /** Makes the loop look at once (something became due), or all loops. */
  wake(name?: string): void
  /** Lets every loop finish the batch that it is in. */
  stop(): Promise<void>
}

/** Runs due loops until they are stopped, each on its own, so that a slow one does not delay the others. */
export function startLoops(loops: readonly DueLoop[], clock: Clock, log: Log): Loops {
  const running = loops.map((loop) => startLoop(loop, clock, log))
  return {
    wake(name) {
      for (const [index, loop] of loops.entries()) if (name === undefined || loop.name === name) running[index]!.wake()
    },
    async stop() {
      await Promise.all(running.map((loop) => loop.stop()))
    },
  }
}

function startLoop(loop: DueLoop, clock: Clock, log: Log) {
  let stopped = false
  let woken = false
  let endPause: (() => void) | undefined
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (woken || stopped) return resolve()
      const timer = setTimeout(resolve, ms)
      endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const turn = async () => {
    while (!stopped) {
      await pause(await pauseMs(loop, clock, log, () => woken))
      woken = false
      endPause = undefined
    }
  }
  const done = turn()
  const wake = () => {
    woken = true
    endPause?.()
  }
  return {
    wake,
    async stop() {
      stopped = true
      endPause?.()
      await done
    },
  }
}

/** Handles what is due; says how long the loop may then rest, in milliseconds. */
async function pauseMs(loop: DueLoop, clock: Clock, log: Log, isWoken: () => boolean): Promise<number> {
  try {
    if ((await loop.run(clock.now())) > 0 || isWoken()) return 0
    const next = await loop.nextAt()
    if (next === undefined) return tickMs
    return Math.max(5, Math.min(tickMs, next.epochMilliseconds - clock.now().epochMilliseconds))
  } catch (error) {
    log.error({ loop: loop.name, error: (error as Error).message }, 'a due loop could not work and tries again')
    return tickMs
  }
}
