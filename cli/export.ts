import type { Command } from './command.ts'
import { exit, UsageError } from './command.ts'
import { connect, sayRefusal } from './server.ts'

/** `pikett export`: writes the set-up of an organization as a configuration file to standard output. */
export const exportCommand: Command = {
  name: 'export',
  async run(args, surroundings) {
    const { positionals, server } = await connect(args, {}, surroundings)
    if (positionals.length > 0) throw new UsageError(surroundings.t('cli:export.noArguments'))
    const response = await server.send('GET', '/config')
    if (!response.ok) return sayRefusal(response, '', surroundings)
    surroundings.out((await response.text()).trimEnd())
    return exit.done
  },
}
