import { compare, measure } from '../compare.ts'
import type { Job } from '../compare.ts'
import type { Report } from '../report.ts'
import type { Stage } from '../stage.ts'

/** Many people, as an organization with such a load has: nobody gets more than a few pages a second. */
const people = 50
const connections = 64

/** Pages that have not come by then are counted as missing. */
const awaitPagesSeconds = 20

/** How long after it was sent an alert is heard of at a webhook; Alertmanager sends each alert at once (group_wait 0). */
export async function page(stage: Stage): Promise<Report[]> {
  return [await playOne(stage, 200, 5), await playOne(stage, 1_000, 1)]
}

async function playOne(stage: Stage, perSecond: number, most: number): Promise<Report> {
  const { options, generator } = stage
  const installation = await stage.installation(people)
  const ours = await installation.start()
  const theirs = await stage.reference({ pages: true })
  const supply = { kind: 'new', perRequest: 1, distinct: 0 } as const
  const job: Job = { supply, connections, seconds: options.seconds, perSecond, awaitPagesSeconds }
  const scenario = `page, ${perSecond} new alerts/s`
  try {
    if (theirs === undefined) {
      const { pageMs, alerts } = await measure(generator, ours, job)
      const figures = [{ name: 'page, p99', ours: pageMs?.p99 ?? 0, unit: 'ms' }]
      return { scenario, figures, notes: [`${pageMs?.arrived ?? 0} of ${alerts} pages arrived`] }
    }
    const compared = await compare(generator, { ours, theirs }, job, options.rounds)
    const { pageP50Ms, pageP99Ms, cpuMicros, failures, rounds } = compared
    const kept = pageP99Ms!.ours <= most * pageP99Ms!.theirs
    const arrived = rounds.map(({ ours: own }) => `${own.pageMs?.arrived} of ${own.alerts}`)
    return {
      scenario,
      figures: [
        { name: 'page, median', ...pageP50Ms!, unit: 'ms' },
        { name: 'page, p99', ...pageP99Ms!, unit: 'ms', budget: { text: `at most ${most} x`, kept } },
        { name: 'CPU for an alert and its page', ...cpuMicros, unit: 'µs' },
      ],
      notes: [`pages that arrived: ${arrived.join(', ')}; failures: ${JSON.stringify(failures)}`],
    }
  } finally {
    await ours.stop()
    await theirs?.stop()
  }
}
