import { readConfig } from './kernel/config.ts'
import { createLog } from './kernel/log.ts'
import { runServer } from './run.ts'

/** The process `pikett start`: reads the settings, runs the app until it is asked to stop. */
const demo = process.argv.includes('--demo')

try {
  const config = readConfig(process.env, demo)
  await runServer(config, createLog(config.logLevel))
} catch (error) {
  // Before the log is up, and for the operator who looks at the terminal: words, not a stack.
  process.stderr.write(`\nPikett could not start.\n${(error as Error).message}\n`)
  if (process.env.PIKETT_LOG_LEVEL === 'debug') process.stderr.write(`${(error as Error).stack}\n`)
  process.exitCode = 1
}
