import { existsSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createChance } from './chance.ts'
import type { Chance } from './chance.ts'
import { check } from './checker.ts'
import type { Until } from './checker.ts'
import { emptyHistory } from './history.ts'
import type { History, Verdict } from './history.ts'
import { createInstallation } from './installation.ts'
import type { Installation } from './installation.ts'
import { createOperator } from './operator.ts'
import type { Operator } from './operator.ts'
import { untilSo } from './moment.ts'
import { readOutcome } from './outcome.ts'
import { createPeople } from './people.ts'
import type { People } from './people.ts'
import { startSender } from './senders.ts'
import { watchServers } from './servers.ts'
import { chain, setUp } from './set-up.ts'
import { openSink } from './sink.ts'
import type { Sink } from './sink.ts'
import { settle } from './settle.ts'

/** What a scenario can do to Pikett while senders send and people answer. */
export interface Stage {
  chance: Chance
  operator: Operator
  sink: Sink
  /** Until the database's files are being made for the first time. */
  clusterIsMade(): Promise<void>
  /** So many milliseconds, drawn by the seed. */
  pass(least: number, most: number): Promise<void>
  /** Until so many more requests were accepted, drawn by the seed: a slow machine must not make the run an idle one. */
  work(least: number, most: number): Promise<void>
}

export interface Scenario {
  name: string
  senders: number
  pauseMs: [least: number, most: number]
  answeringShare: number
  /** What is waited for at the end, and judged then. */
  until: Until
  /** Pikett is not running when it begins; it may run or not when it ends. */
  act(stage: Stage): Promise<void>
}

export interface Ran {
  history: History
  verdicts: Verdict[]
  /** What the last process of Pikett wrote, and where its data is kept when a verdict is guilty: for whoever looks for a reason. */
  said: string
  folder: string
}

/** After this time it goes on all the same: the verdicts say what was wrong. */
const workWithinMs = 30_000

/** Runs a scenario on a fresh data directory, and judges what happened. Leaves nothing running. */
export async function runScenario(scenario: Scenario, seed: number): Promise<Ran> {
  const history = emptyHistory(chain)
  const chance = createChance(seed)
  const audience: { people?: People } = {}
  const sink = await openSink((page, acknowledgeUrl) => {
    history.pages.push(page)
    audience.people?.hear(page, acknowledgeUrl)
  })
  const installation = await createInstallation(setUp(sink.url))
  const operator = createOperator(installation, history)
  const watch = watchServers(installation.cluster, history.sightings)
  try {
    await perform(scenario, { chance, installation, operator, sink, history, audience })
    await operator.stop()
    history.leftovers.push(...operator.leftovers())
  } catch (error) {
    history.brokenOff.push((error as Error).message)
  } finally {
    watch.end()
    await operator.end()
    await sink.close()
  }
  const verdicts = check(history, scenario.until)
  if (verdicts.every((verdict) => verdict.findings.length === 0)) installation.remove()
  return { history, verdicts, said: operator.said(), folder: installation.folder }
}

interface Cast {
  chance: Chance
  installation: Installation
  operator: Operator
  sink: Sink
  history: History
  audience: { people?: People }
}

async function perform(scenario: Scenario, cast: Cast): Promise<void> {
  const { chance, installation, operator, sink, history, audience } = cast
  const { url } = installation
  const { answeringShare, pauseMs } = scenario
  const people = createPeople({ url, chance: fork(chance), history, answeringShare, afterMs: [0, 2_000] })
  audience.people = people
  const senders = Array.from({ length: scenario.senders }, (_, index) =>
    startSender({ url, name: `s${index + 1}`, chance: fork(chance), history, pauseMs }),
  )
  const stopSenders = () => Promise.all(senders.map((sender) => sender.stop()))
  try {
    await scenario.act({
      chance,
      operator,
      sink,
      clusterIsMade: () => clusterIsMade(installation),
      pass: (least, most) => pause(chance.between(least, most)),
      work: (least, most) => acceptedMore(history, chance.between(least, most)),
    })
    await sink.be('takes')
    await operator.start()
    await stopSenders()
    await settle(url, history, scenario.until)
    await people.stop()
    history.alerts = await readOutcome(url)
  } finally {
    await Promise.all([stopSenders(), people.stop()])
  }
}

async function acceptedMore(history: History, more: number): Promise<void> {
  const accepted = () => history.events.filter((event) => event.fate === 'accepted').length
  const enough = accepted() + more
  await untilSo(() => accepted() >= enough, { withinMs: workWithinMs, everyMs: 10 })
}

async function clusterIsMade({ cluster }: Installation): Promise<void> {
  const isMade = () =>
    existsSync(dirname(cluster)) && readdirSync(dirname(cluster)).some((name) => name.includes('.new'))
  await untilSo(isMade, { withinMs: workWithinMs, everyMs: 5 })
}

/** Everybody draws from numbers of their own: what one does must not change what the others do. */
const fork = (chance: Chance) => createChance(chance.between(0, 2 ** 31))
