// `npm run check`: every rule of the house, one after the other, all of them even if one is red, then a summary.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readDependencies } from './dependencies.ts'

const HOUSE = join(import.meta.dirname, '..')
process.chdir(HOUSE)

/** What a step came to. An absent step is said, not hidden: it counts neither as green nor as red. */
type Outcome = 'green' | 'red' | 'absent'
type Step = { name: string; run: () => Outcome | Promise<Outcome> }

function tool(script: string, ...args: string[]): Outcome {
  const { status } = spawnSync(process.execPath, [join('node_modules', script), ...args], { stdio: 'inherit' })
  return status === 0 ? 'green' : 'red'
}

function types(project: string): Outcome {
  if (!existsSync(project)) return 'absent'
  return tool('typescript-native/bin/tsc', '-p', project)
}

async function dependencies(): Promise<Outcome> {
  const { violations, modules, files } = await readDependencies()
  for (const { rule, from, to, why } of violations) console.log(`${rule}: ${from} -> ${to}\n    ${why}`)
  console.log(`${modules} of ${files} files read, ${violations.length} forbidden imports`)
  // A reader that sees nothing finds nothing wrong: with a compiler it does not know it silently read 0 files.
  return violations.length === 0 && modules === files ? 'green' : 'red'
}

const steps: Step[] = [
  { name: 'types', run: () => types('tsconfig.json') },
  { name: 'types of the console', run: () => (existsSync('web/src') ? types('web/tsconfig.json') : 'absent') },
  { name: 'format', run: () => tool('oxfmt/bin/oxfmt', '--check', '.') },
  { name: 'lint', run: () => tool('oxlint/bin/oxlint', '--deny-warnings') },
  { name: 'dependencies', run: dependencies },
  { name: 'unused code', run: () => tool('knip/bin/knip.js', '--no-config-hints') },
]

const wanted = process.argv.slice(2)
const outcomes: [string, Outcome, number][] = []
for (const { name, run } of steps) {
  if (wanted.length > 0 && !wanted.some((word) => name.startsWith(word))) continue
  console.log(`\n== ${name}`)
  const startedAt = performance.now()
  outcomes.push([name, await run(), performance.now() - startedAt])
}
console.log('')
for (const [name, outcome, tookMs] of outcomes) {
  console.log(`${outcome.padEnd(7)} ${name} (${(tookMs / 1000).toFixed(1)} s)`)
}
const red = outcomes.filter(([, outcome]) => outcome === 'red')
console.log(red.length === 0 ? 'check: all green' : `check: red: ${red.map(([name]) => name).join(', ')}`)
process.exitCode = red.length === 0 ? 0 : 1
