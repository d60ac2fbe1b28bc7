import type { Log } from '../kernel/log.ts'

export interface Turn {
  name: string
  everyMs: number
  act(): Promise<unknown>
}

export interface Runner {
  /** No further turn begins; waits for the one under way. */
  stop(): Promise<void>
}

/** Takes turns one after the other, each again and again. One that fails is said once and tried again. */
export function startTurns(turns: readonly Turn[], log: Log): Runner {
  const running = turns.map((turn) => startTurn(turn, log))
  return { stop: async () => void (await Promise.all(running.map((one) => one.stop()))) }
}

function startTurn({ name, everyMs, act }: Turn, log: Log): Runner {
  let stopped = false
  let failing = false
  let endPause: (() => void) | undefined
  const pause = () =>
    new Promise<void>((resolve) => {
      if (stopped) return resolve()
      const timer = setTimeout(resolve, everyMs)
      endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const once = async () => {
    try {
      await act()
      failing = false
    } catch (error) {
      if (!failing && !stopped) log.warn({ turn: name, error: (error as Error).message }, 'the demo could not go on')
      failing = true
    }
  }
  const run = async () => {
    while (!stopped) {
      await once()
      await pause()
    }
  }
  const done = run()
  return {
    async stop() {
      stopped = true
      endPause?.()
      await done
    },
  }
}
