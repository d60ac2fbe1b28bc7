/** The options with one of them changed, or without it; undefined when nothing is left to say. */
export function withOption<Options extends object>(
  options: Options,
  change: { [Name in keyof Options]?: Options[Name] | undefined },
): Options | undefined {
  const next = Object.fromEntries(Object.entries({ ...options, ...change }).filter(([, one]) => one !== undefined))
  return Object.keys(next).length > 0 ? (next as Options) : undefined
}

/** What is wrong at a place, or anywhere inside it. */
export function faultIn(faults: Readonly<Record<string, string>>, path: string): string | undefined {
  return Object.entries(faults).find(([one]) => one === path || one.startsWith(`${path}.`))?.[1]
}
