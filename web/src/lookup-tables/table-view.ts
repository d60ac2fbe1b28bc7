import type { SourceConfig } from '../../../contract/config/source.ts'

/**
 * The cells of CSV for looking at: the separator is that of the first line, quoted cells may hold it, quotes and line ends.
 * The server judges what it takes; this shows what was written, up to `most` rows.
 */
export function readRows(csv: string, most: number): string[][] {
  const [head = ''] = csv.split('\n', 1)
  const separator = [',', ';', '\t'].sort((one, other) => head.split(other).length - head.split(one).length)[0]
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  for (let index = 0; index < csv.length; index += 1) {
    const letter = csv[index]
    if (isQuoted) {
      if (letter !== '"') cell += letter
      else if (csv[index + 1] === '"') cell += csv[(index += 1)]
      else isQuoted = false
    } else if (letter === '"') isQuoted = true
    else if (letter === separator || letter === '\n') {
      rows.at(-1)?.push(cell.replace(/\r$/, ''))
      cell = ''
      if (letter === separator) continue
      if (rows.length > most) return rows.slice(0, most)
      rows.push([])
    } else cell += letter
  }
  if (cell !== '' || rows.at(-1)?.length) rows.at(-1)?.push(cell)
  return rows.filter((row) => row.length > 0).slice(0, most)
}

/** A rule that reads a table, in its own words or in its condition. */
export interface TableUse {
  source: string
  sourceName: string
  rule: string
}

/** Which rules of which sources use a table. */
export function usesOf(sources: readonly SourceConfig[], table: string): TableUse[] {
  const escaped = table.replaceAll(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`)
  const inCondition = new RegExp(String.raw`\blookup(\.${escaped}(?![\w.-])|\[(["'])${escaped}\2\])`)
  return sources.flatMap(({ key, name = key, rules = [] }) =>
    rules
      .filter(
        (rule) =>
          rule.then.lookup?.table === table ||
          inCondition.test(rule.if ?? '') ||
          inCondition.test(rule.then.lookup?.key ?? ''),
      )
      .map((rule) => ({ source: key, sourceName: name, rule: rule.name })),
  )
}
