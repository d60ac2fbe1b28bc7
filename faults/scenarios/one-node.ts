import type { Target } from '../history.ts'
import type { Scenario, Stage } from '../scenario.ts'
import { busy } from './load.ts'

const targets: readonly [Target, ...Target[]] = ['app', 'database', 'everything']

/** Kills while it runs, each after a moment of work. */
async function killInTurn({ operator, work, pass }: Stage, order: readonly Target[]): Promise<void> {
  for (const target of order) {
    await operator.start()
    await work(5, 30)
    await pass(0, 1_000)
    await operator.kill(target)
  }
}

/** A kill while it starts: recovery itself must be recovered from. */
function killEarly({ operator, pass }: Stage, target: Target, withinMs: number): Promise<void> {
  return operator.killWhileStarting(target, () => pass(50, withinMs))
}

/** Each target once, and one start that is cut short: what `npm test` runs. */
export const killsOfEachKind: Scenario = {
  name: 'kills of each kind',
  senders: 6,
  pauseMs: [20, 300],
  answeringShare: 0.4,
  until: 'paged',
  async act(stage) {
    await killInTurn(stage, stage.chance.shuffle(targets))
    await killEarly(stage, stage.chance.pick(targets), 2_000)
  },
}

const repeated = (target: Target, times: number): Scenario => ({
  ...busy,
  name: `${target} killed ${times} times`,
  act: (stage) =>
    killInTurn(
      stage,
      Array.from({ length: stage.turns(times, 2) }, () => target),
    ),
})

/** One process with the database in its data directory. */
export const oneNode: Scenario[] = [
  killsOfEachKind,
  repeated('app', 10),
  repeated('database', 8),
  repeated('everything', 8),
  {
    ...busy,
    name: 'starts cut short, the first one included',
    async act(stage) {
      await stage.operator.killWhileStarting('app', () => stage.clusterIsMade())
      for (let turn = 0; turn < stage.turns(4, 1); turn += 1) await killEarly(stage, stage.chance.pick(targets), 4_000)
      await stage.operator.start()
      for (let turn = 0; turn < stage.turns(8, 1); turn += 1) {
        await stage.work(5, 20)
        await stage.operator.kill(stage.chance.pick(targets))
        await killEarly(stage, stage.chance.pick(targets), 2_500)
        await stage.operator.start()
      }
    },
  },
  {
    ...busy,
    name: 'asked to stop under load, again and again',
    async act(stage) {
      for (let turn = 0; turn < stage.turns(6, 2); turn += 1) {
        await stage.operator.start()
        await stage.work(0, 50)
        await stage.operator.stop()
      }
    },
  },
]
