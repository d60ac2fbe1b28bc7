import type { LookupTableConfig } from '../../../contract/config/event-rule.ts'
import { Fault } from '../../kernel/fault.ts'
import type { FieldProblem } from '../../kernel/fault.ts'
import { readTable } from './read-csv.ts'

/** The columns of a table that is right. Throws invalid_config with the lines that are wrong, in the words of `place`. */
export async function contentOf(
  { key, csv, keyColumn }: LookupTableConfig,
  place: (line: number, message: string) => FieldProblem,
) {
  const read = await readTable(key, csv, keyColumn)
  if (!read.ok) {
    const problems = read.problems.map(({ line, message }) => place(line, message))
    throw new Fault('invalid_config', `The look-up table "${key}": ${problems[0]!.message}.`, problems)
  }
  const { table } = read
  return { keyColumn: table.keyColumn, columns: table.columns, rowCount: table.rowByKey.size, csv }
}
