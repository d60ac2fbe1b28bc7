import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from './command.ts'
import { exit } from './command.ts'

/** `pikett version`: the release of this command. */
export const version: Command = {
  name: 'version',
  async run(_args, { out }) {
    const text = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')
    out((JSON.parse(text) as { version: string }).version)
    return exit.done
  },
}
