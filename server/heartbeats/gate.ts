/** Too much waits already; the sender should come back. */
export class GateOverload extends Error {}

export interface Gate {
  /** Runs `act` when it is its turn. Rejects with GateOverload when too many wait. */
  run<T>(name: string, act: () => Promise<T>): Promise<T>
}

interface Waiting {
  name: string
  start: () => void
}

/**
 * Lets only so many run at once, and one of each name: a job that pings a thousand times a second waits in its own line and
 * takes neither the connections of people nor those of deadlines.
 */
export function createGate(limits: { atOnce: number; waiting: number; waitingPerName: number }): Gate {
  const running = new Set<string>()
  const waiting: Waiting[] = []
  const startNext = () => {
    while (running.size < limits.atOnce) {
      const index = waiting.findIndex((one) => !running.has(one.name))
      if (index === -1) return
      const [next] = waiting.splice(index, 1)
      running.add(next!.name)
      next!.start()
    }
  }
  const enter = (name: string) =>
    new Promise<void>((start, refuse) => {
      const ahead = waiting.reduce((sum, one) => (one.name === name ? sum + 1 : sum), 0)
      if (waiting.length >= limits.waiting || ahead >= limits.waitingPerName) {
        refuse(new GateOverload('too many pings wait'))
        return
      }
      waiting.push({ name, start })
      startNext()
    })
  return {
    async run(name, act) {
      await enter(name)
      try {
        return await act()
      } finally {
        running.delete(name)
        startNext()
      }
    },
  }
}
