import type { ExitCode, Surroundings } from './command.ts'
import { exit, UsageError } from './command.ts'
import { commands } from './commands.ts'
import { Unreachable } from './server.ts'

const askingForHelp = ['help', '--help', '-h']

/** Carries out one call of `pikett`, without the name of the program. */
export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { t, out, err } = surroundings
  const [name = 'help', ...rest] = args
  if (askingForHelp.includes(name)) return help(rest[0], surroundings)
  const command = commands.find((one) => one.name === (name === '--version' ? 'version' : name))
  if (command === undefined) {
    err(t('cli:unknownCommand', { name }))
    return exit.usage
  }
  if (rest.some((arg) => arg === '--help' || arg === '-h')) return help(command.name, surroundings)
  try {
    return await command.run(rest, surroundings)
  } catch (error) {
    if (error instanceof UsageError) {
      err(error.message)
      out(t(`cli:${command.name}.help`))
      return exit.usage
    }
    if (!(error instanceof Unreachable)) throw error
    err(t('cli:server.unreachable', { reason: error.message }))
    return exit.unreachable
  }
}

function help(name: string | undefined, { t, out, err }: Surroundings): ExitCode {
  const known = ['start', ...commands.map((command) => command.name)]
  if (name === undefined) {
    out(t('cli:help'))
    return exit.done
  }
  if (!known.includes(name)) {
    err(t('cli:unknownCommand', { name }))
    return exit.usage
  }
  out(t(`cli:${name}.help`))
  return exit.done
}
