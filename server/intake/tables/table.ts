/** A look-up table as rules use it. Rows are found without regard to upper and lower case. */
export interface LookupTable {
  key: string
  keyColumn: string
  columns: readonly string[]
  /** Cells in the order of the columns, by the folded key. */
  rowByKey: ReadonlyMap<string, readonly string[]>
}

/** How keys are compared: host names and mail addresses come in any case. */
export const foldedKey = (key: string) => key.trim().toLowerCase()

/** The row of a key with its cells by column, or `undefined`. */
export function rowOf(table: LookupTable, key: string): Record<string, string> | undefined {
  const cells = table.rowByKey.get(foldedKey(key))
  return cells && Object.fromEntries(table.columns.map((column, index) => [column, cells[index] ?? '']))
}
