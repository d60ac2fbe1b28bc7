import type { Generator } from './generator.ts'
import type { Load, Measured } from './load.ts'
import type { Side } from './side.ts'
import { usageOf } from './usage.ts'

/** A figure of both sides: the median of the rounds. */
export interface Comparison {
  ours: number
  theirs: number
}

export interface Compared {
  perSecond: Comparison
  p50Ms: Comparison
  p99Ms: Comparison
  /** Microseconds of CPU for one alert, of all processes of the side: what noise on the machine hardly changes. */
  cpuMicros: Comparison
  pageP50Ms?: Comparison
  pageP99Ms?: Comparison
  failures: Record<string, number>
  rounds: { ours: Costed; theirs: Costed }[]
}

type Costed = Measured & { cpuMs: number }

export type Job = Omit<Load, 'urls' | 'supply'> & { supply: Omit<Load['supply'], 'run'> }

let runs = 0

/** Runs the job on one side. Repeats are opened before the clock runs, and both sides are warm then. */
export async function measure(generator: Generator, side: Side, job: Job, run = `run${++runs}`): Promise<Costed> {
  const before = usageOf(side.pids).cpuMs
  const measured = await generator.run({ ...job, urls: side.urls, supply: { ...job.supply, run } })
  return { ...measured, cpuMs: usageOf(side.pids).cpuMs - before }
}

/** Ours, theirs, ours, theirs: what disturbs the machine for a while disturbs both. */
export async function compare(
  generator: Generator,
  sides: { ours: Side; theirs: Side },
  job: Job,
  rounds: number,
): Promise<Compared> {
  const isRepeats = job.supply.kind === 'repeats'
  const run = isRepeats ? `run${++runs}` : undefined
  for (const side of [sides.ours, sides.theirs]) {
    await measure(generator, side, { ...job, seconds: Math.min(2, job.seconds) }, run)
  }
  const all: Compared['rounds'] = []
  for (let round = 0; round < rounds; round += 1) {
    const ours = await measure(generator, sides.ours, job, run)
    all.push({ ours, theirs: await measure(generator, sides.theirs, job, run) })
  }
  const both = (value: (measured: Costed) => number): Comparison => ({
    ours: median(all.map((round) => value(round.ours))),
    theirs: median(all.map((round) => value(round.theirs))),
  })
  return {
    perSecond: both(({ alerts, seconds }) => alerts / seconds),
    p50Ms: both(({ latencyMs }) => latencyMs.p50),
    p99Ms: both(({ latencyMs }) => latencyMs.p99),
    cpuMicros: both(({ cpuMs, alerts }) => (cpuMs * 1_000) / alerts),
    ...(job.awaitPagesSeconds !== undefined && {
      pageP50Ms: both(({ pageMs }) => pageMs?.p50 ?? 0),
      pageP99Ms: both(({ pageMs }) => pageMs?.p99 ?? 0),
    }),
    failures: failuresOf(all),
    rounds: all,
  }
}

function failuresOf(rounds: Compared['rounds']): Record<string, number> {
  const failures: Record<string, number> = {}
  for (const [side, measured] of rounds.flatMap((round) => Object.entries(round))) {
    for (const [status, amount] of Object.entries(measured.failures)) {
      failures[`${side} ${status}`] = (failures[`${side} ${status}`] ?? 0) + amount
    }
  }
  return failures
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
