/** One line of the result. */
export interface Figure {
  name: string
  ours: number
  theirs?: number
  unit: string
  /** A budget in words, and whether it is kept. */
  budget?: { text: string; kept: boolean }
}

export interface Report {
  scenario: string
  /** What stands beside ours; Alertmanager if nothing else is said. */
  reference?: string
  figures: Figure[]
  /** What a reader must know about these figures. */
  notes: string[]
}

const round = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2))

/** The report as lines of text. */
export function lines({ scenario, reference = 'Alertmanager', figures, notes }: Report): string[] {
  const rows = figures.map(({ name, ours, theirs, unit, budget }) => [
    name,
    `${round(ours)} ${unit}`,
    theirs === undefined ? '' : `${round(theirs)} ${unit}`,
    theirs === undefined || theirs === 0 ? '' : `${(ours / theirs).toFixed(2)} x`,
    budget === undefined ? '' : `${budget.kept ? 'kept' : 'MISSED'}: ${budget.text}`,
  ])
  const all = [[scenario, 'Pikett', reference, 'ratio', 'budget'], ...rows]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  return [
    ...all.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    ),
    ...notes.map((note) => `  ${note}`),
    '',
  ]
}
