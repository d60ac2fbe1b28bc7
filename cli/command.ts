import type { Translate } from '../server/kernel/i18n.ts'

/** What a command works with; tests bring their own. */
export interface Surroundings {
  env: Record<string, string | undefined>
  t: Translate
  out(text: string): void
  err(text: string): void
  readInput(): Promise<Buffer>
  /** Something is piped in. */
  hasInput: boolean
}

/** A subcommand: one file, one line in commands.ts. Its help is the text `cli:<name>.help`. */
export interface Command {
  name: string
  /** Carries the command out and says how it ended. */
  run(args: string[], surroundings: Surroundings): Promise<ExitCode>
}

/** What the shell learns: done; refused (the file or the server says no); called wrongly; the server was not reached. */
export const exit = { done: 0, refused: 1, usage: 2, unreachable: 3 } as const
export type ExitCode = (typeof exit)[keyof typeof exit]

/** The command was called with arguments that it does not understand. */
export class UsageError extends Error {}
