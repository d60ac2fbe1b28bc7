import { measure, median } from '../compare.ts'
import type { Job } from '../compare.ts'
import type { Figure, Report } from '../report.ts'
import type { Side } from '../side.ts'
import type { Stage } from '../stage.ts'

const connections = 64

/** Two nodes against one, on one PostgreSQL and one machine: more than its cores allow cannot be seen here. */
export async function nodes(stage: Stage): Promise<Report[]> {
  const { generator, options } = stage
  const installation = await stage.installation()
  const one = await installation.start('api')
  const other = await installation.start('api')
  const two: Side = { ...one, name: 'two nodes', urls: [...one.urls, ...other.urls] }
  const figures: Figure[] = []
  for (const kind of ['repeats', 'new'] as const) {
    const job: Job = { supply: { kind, perRequest: 1, distinct: 1_000 }, connections, seconds: options.seconds }
    const rates: { one: number[]; two: number[] } = { one: [], two: [] }
    await measure(generator, two, job)
    for (let round = 0; round < options.rounds; round += 1) {
      for (const [name, side] of [['one', one] as const, ['two', two] as const]) {
        const { alerts, seconds } = await measure(generator, side, job)
        rates[name].push(alerts / seconds)
      }
    }
    const [alone, together] = [median(rates.one), median(rates.two)]
    figures.push(
      { name: `${kind}, one node`, ours: alone, unit: '/s' },
      { name: `${kind}, two nodes`, ours: together, unit: `/s (${(together / alone).toFixed(2)} x)` },
    )
  }
  await one.stop()
  await other.stop()
  return [{ scenario: 'nodes', figures, notes: [] }]
}
