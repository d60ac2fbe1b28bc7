import type { Target } from '../history.ts'
import type { Scenario } from '../scenario.ts'
import type { SinkMode } from '../sink.ts'
import { calm } from './load.ts'

const targets: readonly [Target, ...Target[]] = ['app', 'database', 'everything']

/** The receivers of pages fail for a while, and Pikett is killed meanwhile. */
const failing = (mode: SinkMode, words: string): Scenario => ({
  ...calm,
  name: `receivers ${words}, and a kill meanwhile`,
  async act(stage) {
    const { operator, sink, pass, turns } = stage
    await operator.start()
    await pass(2_000, 4_000)
    await stage.outage('receivers', async () => {
      await sink.be(mode)
      await pass(turns(6_000, 2_000), turns(12_000, 3_000))
      await operator.kill(stage.chance.pick(targets))
      await operator.start()
      await pass(turns(6_000, 2_000), turns(12_000, 3_000))
    })
  },
})

/** They take every page and say so in a way that is hard to understand; nothing else is wrong. */
const odd = (mode: SinkMode, words: string, atLeastMs: number): Scenario => ({
  ...calm,
  name: `receivers ${words}`,
  async act({ operator, sink, pass, turns }) {
    await operator.start()
    await pass(1_000, 2_000)
    await sink.be(mode)
    await pass(turns(atLeastMs, 5_000), turns(atLeastMs + 10_000, 6_000))
  },
})

/** What is wrong with those who receive the pages. */
export const receivers: Scenario[] = [
  failing('refuses', 'answer 500'),
  failing('hangs', 'never answer'),
  failing('away', 'are away'),
  odd('late', 'answer when nobody waits any more', 30_000),
  odd('twice', 'answer twice', 8_000),
  {
    ...calm,
    name: 'asked to stop while receivers never answer',
    async act(stage) {
      await stage.operator.start()
      await stage.pass(1_000, 2_000)
      await stage.outage('receivers', async () => {
        await stage.sink.be('hangs')
        await stage.pass(3_000, 6_000)
        await stage.operator.stop()
      })
    },
  },
]
