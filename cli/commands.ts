import { apply } from './apply.ts'
import type { Command } from './command.ts'
import { exportCommand } from './export.ts'
import { simulate } from './simulate.ts'
import { verify } from './verify.ts'
import { version } from './version.ts'

/** Every subcommand but `start`, which the launcher carries out, and `help`. */
export const commands: Command[] = [apply, exportCommand, simulate, verify, version]
