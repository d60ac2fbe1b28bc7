import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { LookupTable } from './table.ts'
import { foldedKey } from './table.ts'

const mostRows = 50_000
const mostColumns = 50
const longestCell = 1_000
/** So many mistakes are told at once. */
const mostProblems = 20

/** Characters that the parser gets at a time; between two pieces others have their turn. */
const pieceLength = 64 * 1024

/** A mistake in a table; `line` counts from 1, the line of the column names. */
export interface TableProblem {
  line: number
  message: string
}

export type ReadTable = { ok: true; table: LookupTable } | { ok: false; problems: TableProblem[] }

/**
 * Reads CSV: UTF-8 with or without byte order mark; comma, semicolon or tab, whichever the first line has most of; the first line
 * names the columns; empty lines count for nothing. `keyColumn` is the first column if absent. Never throws.
 */
export async function readTable(key: string, csv: string, keyColumn?: string): Promise<ReadTable> {
  const text = csv.replace(/^\uFEFF/, '')
  const problems: TableProblem[] = []
  const report = (line: number, message: string) => problems.push({ line, message }) < mostProblems
  const reader = rowReader(keyColumn, report)
  try {
    const records = Readable.from(pieces(text)).pipe(
      parse({
        delimiter: delimiterOf(text),
        trim: true,
        info: true,
        skip_empty_lines: true,
        relax_column_count: true,
        max_record_size: mostColumns * (longestCell + 50),
      }),
    )
    for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!reader.take(record, info.lines)) break
    }
  } catch (error) {
    const { lines, message } = error as Error & { lines?: number }
    report(lines ?? 1, message)
  }
  const { columns, rowByKey } = reader
  if (columns.length === 0 && problems.length === 0) report(1, 'the table is empty: its first line names the columns')
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, table: { key, keyColumn: keyColumn ?? columns[0]!, columns, rowByKey } }
}

type Report = (line: number, message: string) => boolean

/** Takes line after line; false when there is no use in going on. */
function rowReader(keyColumn: string | undefined, report: Report) {
  const columns: string[] = []
  const rowByKey = new Map<string, readonly string[]>()
  const lineByKey = new Map<string, number>()
  let keyAt = 0
  const takeHead = (record: readonly string[], line: number): boolean => {
    columns.push(...record)
    const [problem] = headProblems(record)
    if (problem !== undefined) return report(line, problem) && false
    keyAt = keyColumn === undefined ? 0 : record.indexOf(keyColumn)
    if (keyAt >= 0) return true
    report(line, `there is no column "${keyColumn}"; the columns are ${record.join(', ')}`)
    return false
  }
  const take = (record: readonly string[], line: number): boolean => {
    if (columns.length === 0) return takeHead(record, line)
    if (record.every((cell) => cell === '')) return true
    if (rowByKey.size >= mostRows) return report(line, `a table has at most ${mostRows} rows`) && false
    const problem = rowProblem(record, columns)
    if (problem !== undefined) return report(line, problem)
    const name = foldedKey(record[keyAt] ?? '')
    if (name === '') return report(line, `the column "${columns[keyAt]}", by which rows are found, is empty`)
    const before = lineByKey.get(name)
    if (before !== undefined) return report(line, `"${record[keyAt]}" stands already in line ${before}`)
    lineByKey.set(name, line)
    rowByKey.set(name, record)
    return true
  }
  return { columns, rowByKey, take }
}

function headProblems(record: readonly string[]): string[] {
  const twice = record.find((name, index) => record.indexOf(name) !== index)
  return [
    ...(record.length > mostColumns ? [`a table has at most ${mostColumns} columns`] : []),
    ...(record.includes('') ? ['every column needs a name'] : []),
    ...(record.includes('__proto__') ? ['no column can be called __proto__'] : []),
    ...(twice !== undefined && twice !== '' ? [`two columns are called "${twice}"`] : []),
  ]
}

function rowProblem(record: readonly string[], columns: readonly string[]): string | undefined {
  if (record.length !== columns.length) return `${record.length} cells, but there are ${columns.length} columns`
  const long = record.findIndex((cell) => cell.length > longestCell)
  if (long >= 0) return `the cell "${columns[long]}" has more than ${longestCell} characters`
  return record.some((cell) => cell.includes('\0')) ? 'the line contains a NUL character' : undefined
}

const delimiters = [',', ';', '\t'] as const

/** What separates the names in the first line; quoted text says nothing. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/)
  const first = (end < 0 ? text : text.slice(0, end)).replaceAll(/"[^"]*"/g, '')
  const amount = (one: string) => first.split(one).length
  return delimiters.toSorted((a, b) => amount(b) - amount(a))[0]!
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength)
}
