import { buffer } from 'node:stream/consumers'
import { createI18n } from '../server/kernel/i18n.ts'
import { runCommand } from './run.ts'

/** The command `pikett`, but for `start` (bin/pikett.mjs). It speaks the language of the terminal, German or English. */
const { env } = process
const language = /^de/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'de' : 'en'

// A reader that closes its end (`pikett export | head`) has all it wants.
process.stdout.on('error', () => process.exit(0))

process.exitCode = await runCommand(process.argv.slice(2), {
  env,
  t: createI18n().in(language),
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  readInput: () => buffer(process.stdin),
  hasInput: process.stdin.isTTY !== true,
})
