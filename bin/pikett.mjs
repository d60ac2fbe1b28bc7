#!/usr/bin/env node
// The command `pikett`: `start` runs the server, everything else is a command of cli/.
import { existsSync } from 'node:fs'
import { at, buildConsole, giveUp, install, run } from './ground.mjs'

const [major] = process.versions.node.split('.').map(Number)
if (major < 20) giveUp(`Pikett needs Node 20 or newer to begin with; this is ${process.version}.`)

const [command = 'start', ...args] = process.argv.slice(2)
const starts = command === 'start' || command.startsWith('-')
const main = at(starts ? 'server/main.ts' : 'cli/main.ts')

await install()
if (!existsSync(main)) giveUp(`This checkout has no ${starts ? 'server' : 'command line'} yet: ${main} is missing.`)
if (starts) await buildConsole()
process.exitCode = await run([main, ...(command === 'start' ? args : [command, ...args])], { channel: starts })
