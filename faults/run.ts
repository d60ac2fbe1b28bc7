import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createChance } from './chance.ts'
import type { Chance } from './chance.ts'
import { check } from './checker.ts'
import type { Until } from './checker.ts'
import { fakeClock } from './clocks.ts'
import { createDoor } from './door.ts'
import type { Door } from './door.ts'
import { openGround } from './grounds/index.ts'
import type { Ground } from './grounds/ground.ts'
import { emptyHistory } from './history.ts'
import type { History, Outage, Verdict } from './history.ts'
import { createInstallation } from './installation.ts'
import type { Installation } from './installation.ts'
import { createOperator } from './operator.ts'
import type { Operator } from './operator.ts'
import { nowMs, untilSo } from './moment.ts'
import { readOutcome } from './outcome.ts'
import { createPeople } from './people.ts'
import type { People } from './people.ts'
import type { Scenario, Stage } from './scenario.ts'
import { startSender } from './senders.ts'
import { watchServers } from './servers.ts'
import { chain, setUp, stepMs } from './set-up.ts'
import { openSink } from './sink.ts'
import type { Sink } from './sink.ts'
import { settle } from './settle.ts'

export interface Ran {
  history: History
  verdicts: Verdict[]
  /** What the last processes of Pikett wrote, and where the data is kept when a verdict is guilty: for whoever looks for a reason. */
  said: string
  folder: string
}

/** After this time it goes on all the same: the verdicts say what was wrong. */
const workWithinMs = 30_000

/** Everything that takes part in a run. */
interface Cast {
  scenario: Scenario
  short: boolean
  chance: Chance
  history: History
  folder: string
  sink: Sink
  ground: Ground
  installations: Installation[]
  operators: Operator[]
  door: Door
  audience: { people?: People }
}

/** Runs a scenario on fresh data, and judges what happened. Leaves nothing running. In short: fewer turns, less waiting. */
export async function runScenario(scenario: Scenario, seed: number, short: boolean): Promise<Ran> {
  const history = emptyHistory(chain, stepMs)
  const until = short ? 'paged' : scenario.until
  const folder = mkdtempSync(join(tmpdir(), 'pikett-faults-'))
  chmodSync(folder, 0o711)
  const audience: { people?: People } = {}
  const sink = await openSink((page, acknowledgeUrl) => {
    history.pages.push(page)
    audience.people?.hear(page, acknowledgeUrl)
  })
  // What cannot even be set up is no verdict about Pikett: it ends the run in the words of whoever failed.
  const ground = await openGround(scenario.ground ?? 'embedded', folder, scenario.nodes ?? 1)
  const installations = await install(scenario, folder, ground, sink.url)
  const operators = installations.map((one) => createOperator(one, history))
  const door = createDoor(installations.map(({ url }) => url))
  const watch = watchServers(installations[0]!.cluster, history.sightings)
  const chance = createChance(seed)
  const cast = { scenario, short, chance, history, folder, sink, ground, installations, operators, door, audience }
  try {
    await perform(cast, until)
    await Promise.all(operators.map((operator) => operator.stop()))
    history.leftovers.push(...operators.flatMap((operator) => operator.leftovers()))
  } catch (error) {
    history.brokenOff.push((error as Error).stack ?? (error as Error).message)
  } finally {
    watch.end()
    await Promise.all(operators.map((operator) => operator.end()))
    await sink.close()
    await ground.close()
  }
  const verdicts = check(history, until)
  const isInnocent = verdicts.every((verdict) => verdict.findings.length === 0)
  if (isInnocent) rmSync(folder, { recursive: true, force: true })
  else writeFileSync(join(folder, 'history.json'), JSON.stringify(history, null, 1))
  return { history, verdicts, said: operators.map((operator) => operator.said()).join('\n'), folder }
}

function install(scenario: Scenario, folder: string, ground: Ground, sinkUrl: string): Promise<Installation[]> {
  const config = join(folder, 'pikett.yaml')
  writeFileSync(config, JSON.stringify(setUp(sinkUrl)))
  const hasClocks = scenario.needs?.includes('libfaketime') === true
  return Promise.all(
    Array.from({ length: scenario.nodes ?? 1 }, (_, index) => {
      const env = { ...ground.envOf(index), ...(hasClocks && fakeClock(folder, index)) }
      return createInstallation({ dataDir: ground.dataDirOf(index), config, env })
    }),
  )
}

async function perform(cast: Cast, until: Until): Promise<void> {
  const { scenario, chance, operators, sink, history, audience, door } = cast
  const { answeringShare, pauseMs } = scenario
  const people = createPeople({ door, chance: fork(chance), history, answeringShare, afterMs: [0, 2_000] })
  audience.people = people
  const senders = Array.from({ length: scenario.senders }, (_, index) =>
    startSender({ door, name: `s${index + 1}`, chance: fork(chance), history, pauseMs }),
  )
  const stopSenders = () => Promise.all(senders.map((sender) => sender.stop()))
  try {
    await scenario.act(stageOf(cast))
    await sink.be('takes')
    await Promise.all(operators.map((operator) => operator.start()))
    await stopSenders()
    await settle(door.next(), history, until)
    await people.stop()
    Object.assign(history, await readOutcome(door.next()))
  } finally {
    await Promise.all([stopSenders(), people.stop()])
  }
}

function stageOf({ chance, history, ground, operators, sink, installations, folder, short }: Cast): Stage {
  const missing = (what: string) => new Error(`this scenario has no ${what}`)
  return {
    chance,
    operator: operators[0]!,
    operators,
    sink,
    get database() {
      if (!ground.database) throw missing('database of its own')
      return ground.database
    },
    get disk() {
      if (!ground.disk) throw missing('disk of its own')
      return ground.disk
    },
    turns: (long, few) => (short ? few : long),
    clusterIsMade: () => clusterIsMade(installations[0]!),
    pass: (least, most) => pause(chance.between(least, most)),
    work: (least, most) => acceptedMore(history, chance.between(least, most)),
    outage: (of, act) => during(history, of, act),
    moveClock: (index, seconds) => fakeClock(folder, index, seconds),
  }
}

async function during(history: History, of: Outage['of'], act: () => Promise<void>): Promise<void> {
  const outage: Outage = { from: nowMs(), to: Infinity, of }
  history.outages.push(outage)
  await act()
  outage.to = nowMs()
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
