import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { playMany } from './many.ts'
import type { Seeds } from './many.ts'
import type { Judged } from './run.ts'

type Say = (line: string) => void

const progressEvery = 100

/** Plays the history of one seed and tells every step of it. Returns the exit code. */
export async function tellHistory(seed: number, say: Say): Promise<number> {
  const judged = await playMany({ first: seed, count: 1, stride: 1 }, () => {})
  return tell(judged!, say)
}

/** Plays histories in so many processes, each until one of its own is guilty. Returns the exit code. */
export async function playHistories(seeds: Seeds, jobs: number, say: Say): Promise<number> {
  if (jobs > 1) return share(seeds, jobs)
  say(`histories from seed ${seeds.first}, ${seeds.count} of them`)
  let played = 0
  const guilty = await playMany(seeds, (done, perHistoryMs) => {
    played = done
    if (done % progressEvery === 0) say(`${done} histories, ${Math.round(perHistoryMs)} ms each`)
  })
  if (guilty !== undefined) return tell(guilty, say)
  say(
    `${played} histories, all innocent${played < seeds.count ? `; there was no time for ${seeds.count - played} more` : ''}`,
  )
  return 0
}

function tell({ story, findings }: Judged, say: Say): number {
  story.lines.forEach(say)
  findings.forEach((finding) => say(`GUILTY  ${finding}`))
  const verdict = findings.length === 0 ? 'innocent' : 'guilty'
  say(`history ${story.seed} is ${verdict}; it comes again with "npm run faults -- --history ${story.seed}"`)
  return findings.length === 0 ? 0 : 1
}

/** Seed by seed in turn, so that the first guilty seed does not depend on the number of processes. */
async function share({ first, count, stride, withinSeconds }: Seeds, jobs: number): Promise<number> {
  const main = join(import.meta.dirname, '../main.ts')
  const codes = Array.from({ length: jobs }, (_, job) => {
    const own = Math.ceil((count - job) / jobs)
    const flags = {
      histories: own,
      seed: first + job * stride,
      stride: stride * jobs,
      ...(withinSeconds && { within: withinSeconds }),
    }
    const given = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)])
    const child = spawn(process.execPath, [main, ...given], { stdio: 'inherit' })
    return new Promise<number>((resolve) => void child.once('exit', (code) => resolve(code ?? 1)))
  })
  return Math.max(...(await Promise.all(codes)))
}
