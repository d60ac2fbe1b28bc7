import { dice, diceBetween } from './dice.ts'

/** One ping of a job: `start` when a run begins, `success` or `fail` when it ends. Times as in the script. */
export interface Ping {
  atSeconds: number
  heartbeat: string
  signal: 'start' | 'success' | 'fail'
  /** What the job printed. */
  output: string
}

interface Job {
  /** The key of the heartbeat in msp.yaml. */
  heartbeat: string
  everySeconds: number
  /** How long a run takes; 0 for a job that only reports its end. */
  runSeconds: number
  /** How many of a hundred runs never report. */
  missedPercent: number
  failedPercent: number
  output: string
}

const jobs: readonly Job[] = [
  {
    heartbeat: 'replication',
    everySeconds: 120,
    runSeconds: 0,
    missedPercent: 0,
    failedPercent: 0,
    output: 'replica ls-db-02: lag 0.4 s',
  },
  {
    heartbeat: 'edi',
    everySeconds: 300,
    runSeconds: 6,
    missedPercent: 0,
    failedPercent: 4,
    output: '42 Lieferscheine abgeholt',
  },
  {
    heartbeat: 'tills',
    everySeconds: 240,
    runSeconds: 0,
    missedPercent: 12,
    failedPercent: 0,
    output: '23 Filialen, 61 Kassen',
  },
  {
    heartbeat: 'pacs-backup',
    everySeconds: 600,
    runSeconds: 20,
    missedPercent: 0,
    failedPercent: 0,
    output: '1.8 GB gesichert, 0 Fehler',
  },
]

/** The pings that are due from `from` on and before `to`, in the order of time. The first run of each job is a good one. */
export function pingsBetween(seed: string, from: number, to: number): Ping[] {
  return jobs
    .flatMap((job) => pingsOf(job, seed, from, to))
    .filter((ping) => ping.atSeconds >= from && ping.atSeconds < to)
    .toSorted((a, b) => a.atSeconds - b.atSeconds)
}

function pingsOf(job: Job, seed: string, from: number, to: number): Ping[] {
  const first = Math.max(0, Math.floor(from / job.everySeconds) - 1)
  const last = Math.max(0, Math.floor(to / job.everySeconds))
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((run) => runOf(job, seed, run))
}

function runOf(job: Job, seed: string, run: number): Ping[] {
  const { heartbeat, everySeconds, runSeconds, missedPercent, failedPercent, output } = job
  const chance = (what: string, percent: number) => run > 0 && dice(seed, heartbeat, run, what) * 100 < percent
  if (chance('missed', missedPercent)) return []
  // Real jobs begin a little late, never early: the plan of a heartbeat counts from the last ping.
  const beginsSeconds = run * everySeconds + (run === 0 ? 1 : diceBetween(1, 8, seed, heartbeat, run, 'late'))
  const failed = chance('failed', failedPercent)
  const end: Ping = {
    atSeconds: beginsSeconds + runSeconds,
    heartbeat,
    signal: failed ? 'fail' : 'success',
    output: failed ? 'sftp: connection reset by peer' : output,
  }
  return runSeconds === 0 ? [end] : [{ ...end, atSeconds: beginsSeconds, signal: 'start', output: '' }, end]
}
