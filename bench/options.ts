/** What was asked for on the command line. */
export interface Options {
  /** Names of scenarios; empty means all. */
  names: readonly string[]
  /** A small version: a look, not a figure to quote. */
  short: boolean
  /** Rounds of each side; the median counts. */
  rounds: number
  /** How long one side is measured in one round. */
  seconds: number
  /** Writes a CPU profile of our process into the working directory. */
  profile: boolean
}

export function readOptions(args: readonly string[]): Options {
  const short = args.includes('--short')
  return {
    names: args.filter((arg, index) => !arg.startsWith('--') && !/^--(rounds|seconds)$/.test(args[index - 1] ?? '')),
    short,
    rounds: numberAfter(args, '--rounds') ?? (short ? 1 : 3),
    seconds: numberAfter(args, '--seconds') ?? (short ? 3 : 6),
    profile: args.includes('--profile'),
  }
}

function numberAfter(args: readonly string[], name: string): number | undefined {
  const place = args.indexOf(name)
  if (place < 0) return undefined
  const value = Number(args[place + 1])
  if (!(value > 0)) throw new Error(`${name} needs a number above 0`)
  return value
}
