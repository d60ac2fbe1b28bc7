import type { Operator } from '../operator.ts'
import type { Scenario, Stage } from '../scenario.ts'
import { busy } from './load.ts'

const shared = { ...busy, ground: 'external' as const }

const startAll = ({ operators }: Pick<Stage, 'operators'>) => Promise.all(operators.map((operator) => operator.start()))

/** One after the other is killed under load and started again while the next one is killed. */
async function killNodes(stage: Stage, times: number): Promise<void> {
  const { operators, chance, work, pass } = stage
  const starting = new Set<Operator>()
  const starts: Promise<void>[] = []
  for (let turn = 0; turn < times; turn += 1) {
    await work(5, 20)
    await pass(0, 600)
    const ready = chance.shuffle(operators).find((operator) => !starting.has(operator))
    if (ready === undefined) continue
    await ready.kill('app')
    starting.add(ready)
    starts.push(ready.start().finally(() => starting.delete(ready)))
  }
  await Promise.all(starts)
}

/** The way of the last node to the database swallows everything without a word. */
async function silence({ operators, database, outage, pass }: Stage, forMs: number): Promise<void> {
  await outage('network', async () => {
    database.setCable(operators.length - 1, 'silent')
    await pass(forMs, forMs + 1_000)
    database.setCable(operators.length - 1, 'open')
  })
}

async function takeAway({ database, outage, pass, chance }: Stage, forMs: number): Promise<void> {
  await outage('database', async () => {
    if (chance.happens(0.5)) await database.stop()
    else await database.kill()
    await pass(forMs, forMs)
    await database.start()
  })
}

/** What `npm test` runs: two nodes, and everything that can be done to them within seconds. */
export const nodesInShort: Scenario = {
  ...shared,
  name: 'two nodes: killed, cut off, the database away for seconds',
  nodes: 2,
  until: 'paged',
  async act(stage) {
    await startAll(stage)
    await killNodes(stage, 2)
    await silence(stage, 2_000)
    await stage.work(5, 10)
    await takeAway(stage, 2_000)
    await stage.work(5, 20)
  },
}

/** Several processes on one PostgreSQL. */
export const nodes: Scenario[] = [
  nodesInShort,
  {
    ...shared,
    name: 'four nodes, killed one after the other',
    nodes: 4,
    async act(stage) {
      await startAll(stage)
      await killNodes(stage, stage.turns(30, 4))
    },
  },
  {
    ...shared,
    name: 'the database is away for a minute',
    nodes: 2,
    async act(stage) {
      await startAll(stage)
      await stage.work(10, 30)
      await takeAway(stage, stage.turns(60_000, 4_000))
      await stage.work(10, 30)
    },
  },
  {
    ...shared,
    name: 'the network between a node and the database swallows everything',
    nodes: 2,
    async act(stage) {
      await startAll(stage)
      for (let turn = 0; turn < stage.turns(2, 1); turn += 1) {
        await stage.work(10, 20)
        // Longer than a node waits before it gives a silent connection up (20 s), and than the lease of what it sends.
        await silence(stage, stage.turns(70_000, 4_000))
      }
      await stage.work(10, 20)
    },
  },
  {
    ...shared,
    name: 'the clock of one node jumps by ten minutes, forwards and back',
    nodes: 2,
    needs: ['libfaketime'],
    async act(stage) {
      await startAll(stage)
      const [, moved] = stage.operators
      for (const seconds of [600, 0, -600, 0]) {
        await stage.work(10, 30)
        await stage.outage('clock', async () => {
          stage.moveClock(1, seconds)
          await stage.pass(stage.turns(8_000, 2_000), stage.turns(12_000, 3_000))
          if ((await moved!.isReady()) !== (seconds === 0)) throw new Error(`ready with its clock at ${seconds} s`)
        })
      }
      // A node that starts with a wrong clock becomes ready when that has been put right.
      await moved!.stop()
      stage.moveClock(1, 600)
      const started = moved!.start()
      await stage.pass(8_000, 10_000)
      if (await moved!.isReady()) throw new Error('ready although it started with a wrong clock')
      stage.moveClock(1, 0)
      await started
      await stage.work(10, 20)
    },
  },
]
