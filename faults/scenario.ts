import type { Chance } from './chance.ts'
import type { Until } from './checker.ts'
import type { Outage } from './history.ts'
import type { Operator } from './operator.ts'
import type { Program } from './programs.ts'
import type { Database, Disk } from './grounds/ground.ts'
import type { Sink } from './sink.ts'

/** What a scenario can do to Pikett while senders send and people answer. */
export interface Stage {
  chance: Chance
  /** Of the first node, and of all. */
  operator: Operator
  operators: Operator[]
  sink: Sink
  database: Database
  disk: Disk
  /** How many turns a scenario takes: the long form's, or the short form's. */
  turns(long: number, short: number): number
  /** Until the database's files are being made for the first time. */
  clusterIsMade(): Promise<void>
  /** So many milliseconds, drawn by the seed. */
  pass(least: number, most: number): Promise<void>
  /** Until so many more requests were accepted, drawn by the seed: a slow machine must not make the run an idle one. */
  work(least: number, most: number): Promise<void>
  /** Does it, and writes down for the verdicts that this did not work meanwhile. */
  outage(of: Outage['of'], act: () => Promise<void>): Promise<void>
  /** Moves the clock of node number `index` by so many seconds against everybody else's. */
  moveClock(index: number, seconds: number): void
}

export interface Scenario {
  name: string
  /** How many processes; 1 unless it is said. */
  nodes?: number
  /** Where the data lives: in the data directory unless it is said. */
  ground?: 'embedded' | 'external' | 'cluster' | 'small disk'
  /** Programs that this machine must have. */
  needs?: readonly Program[]
  senders: number
  pauseMs: [least: number, most: number]
  answeringShare: number
  /** What is waited for at the end, and judged then. */
  until: Until
  /** Pikett is not running when it begins; it may run or not when it ends. */
  act(stage: Stage): Promise<void>
}
