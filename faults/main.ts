// `npm run faults [-- --list] [--only name] [--seed 7] [--short]`: every scenario on fresh data, a line per verdict.
// `npm run faults -- --histories 1000 [--seed 7] [--jobs 2]`, `-- --history 7`: the simulation (faults/simulation).
// `npm run faults -- --planted [--only cancelled]`: whether it finds defects that are put into a copy of the engine.
import { parseArgs } from 'node:util'
import type { Verdict } from './history.ts'
import { find, howToGet } from './programs.ts'
import { runScenario } from './run.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'
import { playHistories, tellHistory } from './simulation/command.ts'
import { findPlanted } from './simulation/planting.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    short: { type: 'boolean', default: false },
    histories: { type: 'string' },
    history: { type: 'string' },
    planted: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '1' },
    within: { type: 'string' },
    stride: { type: 'string', default: '1' },
  },
})
const seed = Number(values.seed)
if (!Number.isInteger(seed)) throw new Error('--seed needs a whole number')

const wanted = [...values.only, ...positionals]
const chosen = scenarios.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
if (chosen.length === 0 && !values.planted)
  throw new Error(`No scenario is called "${wanted.join('" or "')}"; --list shows them.`)

const say = (line: string) => process.stdout.write(`${line}\n`)

function tell({ name, findings, evidence }: Verdict): void {
  say(`  ${findings.length === 0 ? 'innocent' : 'GUILTY  '}  ${name} (${evidence})`)
  for (const finding of findings.slice(0, 20)) say(`            ${finding}`)
  if (findings.length > 20) say(`            and ${findings.length - 20} more`)
}

type Result = 'innocent' | 'guilty' | 'not run'

async function play(scenario: Scenario): Promise<Result> {
  say(`\n${scenario.name}`)
  const missing = (scenario.needs ?? []).filter((program) => find(program) === undefined)
  if (missing.length > 0) {
    for (const program of missing) say(`!!! NOT RUN: ${program} is missing (${howToGet[program]})`)
    return 'not run'
  }
  const startedAtMs = performance.now()
  const { verdicts, said, folder } = await runScenario(scenario, seed, values.short)
  verdicts.forEach(tell)
  const isGuilty = verdicts.some((verdict) => verdict.findings.length > 0)
  if (isGuilty) say(`  the data is kept in ${folder}; Pikett said last:\n${said.slice(-3_000)}`)
  say(`  ${Math.round((performance.now() - startedAtMs) / 1_000)} s`)
  return isGuilty ? 'guilty' : 'innocent'
}

const number = (text: string) => {
  if (!/^\d+$/.test(text)) throw new Error(`"${text}" is no whole number`)
  return Number(text)
}

if (values.history !== undefined) process.exitCode = await tellHistory(number(values.history), say)
else if (values.planted) {
  const count = number(values.histories ?? '100')
  process.exitCode = await findPlanted({ wanted, first: seed, count }, say)
} else if (values.histories !== undefined) {
  const seeds = {
    first: seed,
    count: number(values.histories),
    stride: number(values.stride),
    ...(values.within !== undefined && { withinSeconds: number(values.within) }),
  }
  process.exitCode = await playHistories(seeds, number(values.jobs), say)
} else if (values.list) chosen.forEach(({ name }) => say(name))
else {
  say(`seed ${seed}: the same kills and the same senders come again with "--seed ${seed}"`)
  const results: [string, Result][] = []
  for (const scenario of chosen) results.push([scenario.name, await play(scenario)])
  const count = (result: Result) => results.filter(([, one]) => one === result).length
  say('')
  for (const [name, result] of results) if (result !== 'innocent') say(`${result.toUpperCase()}: ${name}`)
  const notRun = count('not run') > 0 ? `, ${count('not run')} NOT RUN` : ''
  say(`faults: ${count('innocent')} of ${results.length} scenarios innocent${notRun} (seed ${seed})`)
  process.exitCode = count('guilty') === 0 ? 0 : 1
}
