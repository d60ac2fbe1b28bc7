// The development commands: `npm test`, `npm run check` and so on. Each does its own set-up.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { at, buildConsole, giveUp, install, run, say } from './ground.mjs'
import { prepareTools, toolsFor } from './tools.mjs'

const [command, ...args] = process.argv.slice(2)
const tool = (path) => at('node_modules', path)

/** Runs one of our own programs, or says that this checkout does not have it. */
function program(path, ...more) {
  if (!existsSync(at(path))) giveUp(`This checkout has no ${path} yet.`)
  return run([at(path), ...more, ...args])
}

async function test() {
  const { env, missing } = prepareTools()
  await buildConsole()
  const tally = at('.pikett/tally.json')
  mkdirSync(at('.pikett'), { recursive: true })
  rmSync(tally, { force: true })
  const code = await run([tool('vitest/vitest.mjs'), 'run', '--root', at(), ...args], {
    env: { ...env, PIKETT_TEST_TALLY: tally },
  })
  for (const sentence of missing) say(`\n!!! NOT RUN: ${sentence}`)
  if (!existsSync(tally)) giveUp('\nThe tests did not come to an end.')
  const { passed, failed, skipped } = JSON.parse(readFileSync(tally, 'utf8'))
  process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  return code === 0 && failed > 0 ? 1 : code
}

/** The server restarts when its sources change; the console is served by Vite, which hands API calls to the server. */
async function dev() {
  if (!existsSync(at('server/main.ts'))) giveUp('This checkout has no server/main.ts yet.')
  const server = run(['--watch', '--watch-preserve-output', at('server/main.ts'), ...args])
  if (!existsSync(at('web/index.html'))) return server
  const web = run([tool('vite/bin/vite.js'), '--config', at('web/vite.config.ts')])
  return Promise.race([server, web])
}

/** Beside the reference, where it can be had. */
async function bench() {
  Object.assign(process.env, prepareTools(['PIKETT_ALERTMANAGER', 'PIKETT_CHROMIUM']).env)
  await buildConsole()
  return program('bench/main.ts')
}

/** A scenario whose programs cannot be had says that it was not run. */
function faults() {
  if (!args.includes('--list')) Object.assign(process.env, prepareTools(toolsFor('faults')).env)
  return program('faults/main.ts')
}

/** The pictures of README and docs, from the demo. */
async function pictures() {
  Object.assign(process.env, prepareTools(['PIKETT_CHROMIUM']).env)
  await buildConsole()
  const code = await program('e2e/icons.ts')
  return code === 0 ? program('e2e/pictures.ts') : code
}

const commands = {
  test,
  dev,
  check: () => program('house/check.ts'),
  bench,
  faults,
  pictures,
  build: async () => ((await buildConsole({ always: true })) ? 0 : 1),
  format: () => run([tool('oxfmt/bin/oxfmt'), ...(args.length > 0 ? args : ['.'])]),
  'db:dump': () => program('server/testing/dump.ts'),
}

if (!Object.hasOwn(commands, command)) giveUp(`Usage: node bin/run.mjs ${Object.keys(commands).join('|')}`)
await install()
process.env.PATH = `${at('node_modules/node/bin')}:${process.env.PATH}`
process.chdir(at())
process.exitCode = await commands[command]()
if (process.exitCode !== 0 && command === 'dev') process.exit()
