import { expect, test } from 'vitest'
import { runScenario } from './scenario.ts'
import { short } from './scenarios.ts'

/** Several starts, a kill of each kind, and what must settle afterwards: the machine may be busy with other tests. */
const withinMs = 400_000

test(
  'through kills of app, database and everything nothing accepted is lost and every alert is paged or answered',
  async () => {
    const seed = Number(process.env.PIKETT_FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000))
    const { verdicts, history, said, folder } = await runScenario(short, seed)
    const findings = verdicts.flatMap((verdict) => verdict.findings.map((finding) => `${verdict.name}: ${finding}`))
    if (findings.length > 0) {
      console.error(
        `npm run faults -- --seed ${seed} ${short.name}; the data is in ${folder}; Pikett said last:\n${said}`,
      )
    }
    expect(findings).toEqual([])
    // An innocent verdict over nothing proves nothing.
    expect(history.kills.map((kill) => kill.target).toSorted()).toEqual(expect.arrayContaining(['app', 'everything']))
    expect(history.alerts.length).toBeGreaterThan(5)
    expect(history.pages.length).toBeGreaterThan(5)
  },
  withinMs,
)
