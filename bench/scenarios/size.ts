import { measure } from '../compare.ts'
import type { Job } from '../compare.ts'
import { asOwner, seedAlerts } from '../owner.ts'
import type { Figure, Report } from '../report.ts'
import type { Stage } from '../stage.ts'

const sizes = { whole: 1_000_000, short: 50_000 }
const least = 1_000
const connections = 64
const mostGrowth = 1.2

/** What an event costs with few and with very many open alerts: CPU, which the speed of the disk does not hide. */
export async function size(stage: Stage): Promise<Report[]> {
  const { options } = stage
  const large = options.short ? sizes.short : sizes.whole
  const few = await costAt(stage, least)
  const many = await costAt(stage, large)
  const figures = (['repeats', 'new'] as const).flatMap((kind): Figure[] => {
    const grown = many[kind] / few[kind]
    return [
      { name: `${kind}, ${least} open alerts`, ours: few[kind], unit: 'µs' },
      {
        name: `${kind}, ${large} open alerts`,
        ours: many[kind],
        unit: 'µs',
        budget: { text: `grows by less than 20 % (${((grown - 1) * 100).toFixed(0)} %)`, kept: grown < mostGrowth },
      },
    ]
  })
  return [{ scenario: 'CPU for an event', figures, notes: [] }]
}

async function costAt(stage: Stage, amount: number): Promise<{ repeats: number; new: number }> {
  const { generator, options } = stage
  const installation = await stage.installation()
  const ours = await installation.start('api')
  await asOwner(installation.databaseUrl, (client) => seedAlerts(client, amount))
  const cost = async (kind: 'repeats' | 'new') => {
    const job: Job = { supply: { kind, perRequest: 1, distinct: 1_000 }, connections, seconds: options.seconds }
    const run = `${kind}-${amount}`
    // Once to be warm, once to count.
    await measure(generator, ours, job, run)
    const { cpuMs, alerts } = await measure(generator, ours, job, kind === 'new' ? `${run}-counted` : run)
    return (cpuMs * 1_000) / alerts
  }
  const costs = { repeats: await cost('repeats'), new: await cost('new') }
  await ours.stop()
  return costs
}
