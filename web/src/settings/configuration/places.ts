/** Where a line of a text begins and ends, counted from 1; undefined for a line that is not there. */
export function lineRange(text: string, line: number): { start: number; end: number } | undefined {
  const lines = text.split('\n')
  if (line < 1 || line > lines.length) return undefined
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  return { start, end: start + lines[line - 1]!.length }
}

/** The line with its neighbours, as they stand in the file. */
export function excerpt(text: string, line: number): { number: number; text: string; isIt: boolean }[] {
  const lines = text.split('\n')
  return [line - 1, line, line + 1]
    .filter((number) => number >= 1 && number <= lines.length)
    .map((number) => ({ number, text: lines[number - 1]!, isIt: number === line }))
}
