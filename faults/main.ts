// `npm run faults [-- --seed 7] [part of a scenario's name]`: every scenario on a fresh installation, a line per verdict.
import type { Verdict } from './history.ts'
import { runScenario } from './scenario.ts'
import { scenarios, short } from './scenarios.ts'

const words = process.argv.slice(2)
const place = words.indexOf('--seed')
const seed = place < 0 ? Math.floor(Math.random() * 1_000_000) : Number(words.splice(place, 2)[1])
if (!Number.isInteger(seed)) throw new Error('--seed needs a whole number')

const wanted = words.join(' ')
const chosen = [short, ...scenarios].filter(({ name }) => name.includes(wanted))
if (chosen.length === 0) throw new Error(`No scenario is called "${wanted}".`)

const say = (line: string) => process.stdout.write(`${line}\n`)

function tell({ name, findings, evidence }: Verdict): void {
  say(`  ${findings.length === 0 ? 'innocent' : 'GUILTY  '}  ${name} (${evidence})`)
  for (const finding of findings.slice(0, 20)) say(`            ${finding}`)
  if (findings.length > 20) say(`            and ${findings.length - 20} more`)
}

say(`seed ${seed}: the same kills and the same senders come again with "--seed ${seed}"`)
let guilty = 0
for (const scenario of chosen) {
  say(`\n${scenario.name}`)
  const startedAtMs = performance.now()
  const { verdicts, said, folder } = await runScenario(scenario, seed)
  verdicts.forEach(tell)
  const isGuilty = verdicts.some((verdict) => verdict.findings.length > 0)
  guilty += isGuilty ? 1 : 0
  if (isGuilty) say(`  the data is kept in ${folder}; Pikett said last:\n${said.slice(-3_000)}`)
  say(`  ${Math.round((performance.now() - startedAtMs) / 1_000)} s`)
}
say(`\nfaults: ${chosen.length - guilty} of ${chosen.length} scenarios innocent (seed ${seed})`)
process.exitCode = guilty === 0 ? 0 : 1
