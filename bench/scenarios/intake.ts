import { compare, measure } from '../compare.ts'
import type { Job } from '../compare.ts'
import type { Figure, Report } from '../report.ts'
import type { Stage } from '../stage.ts'

/** Durable intake against Alertmanager, which keeps its alerts in memory. */
interface IntakeScenario {
  name: string
  job: Pick<Job, 'supply'>
  /** Accepted alerts a second, ours to theirs. */
  least: number
}

const connections = 64

const supply = (kind: 'repeats' | 'new', perRequest = 1) => ({ supply: { kind, perRequest, distinct: 1_000 } })

const scenarios = {
  repeats: [{ name: 'repeats', job: supply('repeats'), least: 1.5 }],
  new: [{ name: 'new', job: supply('new'), least: 1 }],
  batch: [
    { name: 'batch of 64 repeats', job: supply('repeats', 64), least: 1 },
    { name: 'batch of 64 new', job: supply('new', 64), least: 1 },
  ],
} satisfies Record<string, IntakeScenario[]>

const play = (list: readonly IntakeScenario[]) => async (stage: Stage) => {
  const reports: Report[] = []
  for (const scenario of list) reports.push(await playOne(stage, scenario))
  return reports
}

export const repeats = play(scenarios.repeats)
export const allNew = play(scenarios.new)
export const batch = play(scenarios.batch)

async function playOne(stage: Stage, { name, job, least }: IntakeScenario): Promise<Report> {
  const { options, generator } = stage
  const installation = await stage.installation()
  const ours = await installation.start('api')
  const theirs = await stage.reference({ pages: false })
  const whole: Job = { ...job, connections, seconds: options.seconds }
  const report = theirs ? await against() : await alone()
  await ours.stop()
  await theirs?.stop()
  return report

  async function against(): Promise<Report> {
    const compared = await compare(generator, { ours, theirs: theirs! }, whole, options.rounds)
    const { perSecond, p50Ms, p99Ms, cpuMicros, failures } = compared
    const kept = perSecond.ours >= least * perSecond.theirs
    const figures: Figure[] = [
      {
        name: 'accepted alerts',
        ...perSecond,
        unit: '/s',
        budget: { text: `at least ${least} x`, kept },
      },
      { name: 'answer, median', ...p50Ms, unit: 'ms' },
      {
        name: 'answer, p99',
        ...p99Ms,
        unit: 'ms',
        budget: { text: 'below its p99', kept: p99Ms.ours < p99Ms.theirs },
      },
      { name: 'CPU for an alert', ...cpuMicros, unit: 'µs' },
    ]
    const notes = Object.keys(failures).length > 0 ? [`failures: ${JSON.stringify(failures)}`] : []
    return { scenario: name, figures, notes }
  }

  async function alone(): Promise<Report> {
    const { alerts, seconds, latencyMs, cpuMs } = await measure(generator, ours, whole)
    const figures = [
      { name: 'accepted alerts', ours: alerts / seconds, unit: '/s' },
      { name: 'answer, p99', ours: latencyMs.p99, unit: 'ms' },
      { name: 'CPU for an alert', ours: (cpuMs * 1_000) / alerts, unit: 'µs' },
    ]
    return { scenario: name, figures, notes: ['No Alertmanager was found: nothing to compare with.'] }
  }
}
