#!/usr/bin/env node
// The command `pikett`: `start` runs the server, everything else is a command of cli/.
import { existsSync } from 'node:fs'
import { at, buildConsole, giveUp, install, run, say } from './ground.mjs'

const USAGE = `pikett start [--demo] [--host 127.0.0.1] [--port 3000] [--data-dir ./data] [--config pikett.yaml]
pikett <command> ...        see "pikett help"`

/** What can be said on the command line or in the environment. */
const variableByFlag = {
  '--host': 'PIKETT_HOST',
  '--port': 'PIKETT_PORT',
  '--data-dir': 'PIKETT_DATA_DIR',
  '--config': 'PIKETT_CONFIG',
}

/** Reads `--port 3001` and `--port=3001`; an option nobody knows is a mistake, not a wish to ignore. */
function readOptions(words) {
  const env = {}
  const flags = []
  for (let n = 0; n < words.length; n += 1) {
    const [flag, given] = words[n].split(/=(.*)/s)
    const variable = variableByFlag[flag]
    if (flag === '--demo' && given === undefined) flags.push(flag)
    else if (variable === undefined) giveUp(`"${words[n]}" is not an option of pikett start.\n\n${USAGE}`)
    else {
      env[variable] = given ?? words[(n += 1)]
      if (!env[variable]) giveUp(`${flag} needs a value.\n\n${USAGE}`)
    }
  }
  return { env, flags }
}

async function start(words) {
  if (words.some((word) => ['--help', '-h'].includes(word))) return say(USAGE)
  const { env, flags } = readOptions(words)
  await install()
  const main = at('server/main.ts')
  if (!existsSync(main)) giveUp('This checkout has no server yet: server/main.ts is missing.')
  await buildConsole()
  process.exitCode = await run([main, ...flags], { env, channel: true })
}

async function command(words) {
  await install()
  const main = at('cli/main.ts')
  if (!existsSync(main)) giveUp('This checkout has no command line yet: cli/main.ts is missing.')
  process.exitCode = await run([main, ...words])
}

const [major] = process.versions.node.split('.').map(Number)
if (major < 20) giveUp(`Pikett needs Node 20 or newer to begin with; this is ${process.version}.`)

const [first, ...rest] = process.argv.slice(2)
if (first === 'start') await start(rest)
else if (first === undefined || first.startsWith('-')) await start(process.argv.slice(2))
else await command([first, ...rest])
