import type { Scenario, Stage } from '../scenario.ts'
import { calm } from './load.ts'

/** Full for so long; what ends by itself for lack of space is started again, as a service manager would. */
async function fullFor({ disk, outage, pass }: Stage, ms: number): Promise<void> {
  await outage('disk', async () => {
    disk.fill()
    await pass(ms, ms + 1_000)
    disk.free()
  })
}

/** The disk of the data directory is full. */
export const fullDisk: Scenario[] = [
  {
    ...calm,
    name: 'the disk is full, and has space again',
    ground: 'small disk',
    needs: ['mount'],
    until: 'climbed',
    async act(stage) {
      await stage.operator.start()
      for (let turn = 0; turn < stage.turns(3, 1); turn += 1) {
        await stage.work(5, 15)
        await fullFor(stage, stage.turns(12_000, 5_000))
        await stage.operator.start()
      }
      await stage.work(5, 15)
    },
  },
]
