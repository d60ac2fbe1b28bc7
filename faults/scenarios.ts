import type { Target } from './history.ts'
import type { Scenario, Stage } from './scenario.ts'
import type { SinkMode } from './sink.ts'

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

/** What `npm test` runs: each target once, and one start that is cut short. */
export const short: Scenario = {
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

const busy = { senders: 6, pauseMs: [50, 500] as [number, number], answeringShare: 0.4, until: 'climbed' as const }
const calm = { senders: 3, pauseMs: [400, 1_200] as [number, number], answeringShare: 0.3, until: 'settled' as const }

const repeated = (target: Target, times: number): Scenario => ({
  ...busy,
  name: `${target} killed ${times} times`,
  act: (stage) =>
    killInTurn(
      stage,
      Array.from({ length: times }, () => target),
    ),
})

/** The receivers of pages fail for a while, and Pikett is killed meanwhile. */
const outage = (mode: SinkMode, words: string): Scenario => ({
  ...calm,
  name: `receivers ${words}, and a kill meanwhile`,
  async act(stage) {
    await stage.operator.start()
    await stage.pass(2_000, 4_000)
    await stage.sink.be(mode)
    await stage.pass(6_000, 12_000)
    await stage.operator.kill(stage.chance.pick(targets))
    await stage.operator.start()
    await stage.pass(6_000, 12_000)
  },
})

/** What `npm run faults` runs. */
export const scenarios: Scenario[] = [
  repeated('app', 10),
  repeated('database', 8),
  repeated('everything', 8),
  {
    ...busy,
    name: 'starts cut short, the first one included',
    async act(stage) {
      await stage.operator.killWhileStarting('app', () => stage.clusterIsMade())
      for (let turn = 0; turn < 4; turn += 1) await killEarly(stage, stage.chance.pick(targets), 4_000)
      await stage.operator.start()
      for (let turn = 0; turn < 8; turn += 1) {
        await stage.work(5, 20)
        await stage.operator.kill(stage.chance.pick(targets))
        await killEarly(stage, stage.chance.pick(targets), 2_500)
        await stage.operator.start()
      }
    },
  },
  outage('refuses', 'answer 500'),
  outage('hangs', 'never answer'),
  outage('away', 'are away'),
  {
    ...busy,
    name: 'asked to stop under load, again and again',
    async act(stage) {
      for (let turn = 0; turn < 6; turn += 1) {
        await stage.operator.start()
        await stage.work(0, 50)
        await stage.operator.stop()
      }
    },
  },
  {
    ...calm,
    name: 'asked to stop while receivers never answer',
    async act(stage) {
      await stage.operator.start()
      await stage.pass(1_000, 2_000)
      await stage.sink.be('hangs')
      await stage.pass(3_000, 6_000)
      await stage.operator.stop()
    },
  },
]
