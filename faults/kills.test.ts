import { expect, test } from 'vitest'
import { runScenario } from './run.ts'
import type { Ran } from './run.ts'
import type { Scenario } from './scenario.ts'
import { nodesInShort } from './scenarios/nodes.ts'
import { killsOfEachKind } from './scenarios/one-node.ts'

// Both at once: most of their time nothing happens but the waiting for a start, a lease or an answer.

/** Several starts, a kill of each kind, and what must settle afterwards: the machine may be busy with other tests. */
const withinMs = 400_000

async function play(scenario: Scenario): Promise<Ran['history']> {
  const seed = Number(process.env.PIKETT_FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000))
  const { verdicts, history, said, folder } = await runScenario(scenario, seed, true)
  const findings = verdicts.flatMap((verdict) => verdict.findings.map((finding) => `${verdict.name}: ${finding}`))
  if (findings.length > 0) {
    const command = `npm run faults -- --short --seed ${seed} --only "${scenario.name}"`
    console.error(`${command}; the data is in ${folder}; Pikett said last:\n${said}`)
  }
  expect(findings).toEqual([])
  // An innocent verdict over nothing proves nothing.
  expect(history.alerts.length).toBeGreaterThan(5)
  expect(history.pages.length).toBeGreaterThan(5)
  return history
}

test.concurrent(
  'through kills of app, database and everything nothing accepted is lost and every alert is paged or answered',
  async () => {
    const { kills } = await play(killsOfEachKind)
    expect(kills.map((kill) => kill.target).toSorted()).toEqual(expect.arrayContaining(['app', 'everything']))
  },
  withinMs,
)

test.concurrent(
  'so it is with several nodes, of which some are killed and cut off, and with a database that goes away and comes back',
  async () => {
    const { kills, outages } = await play(nodesInShort)
    expect(kills.length).toBeGreaterThan(0)
    expect(outages.map((outage) => outage.of)).toEqual(['network', 'database'])
  },
  withinMs,
)
