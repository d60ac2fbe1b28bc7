/** What a list shows while somebody reads it: `held` rows are new and wait above until he asks for them. */
export interface HeldRows<Row> {
  rows: Row[]
  held: number
  /** Ids that appeared by themselves since the list was first shown; they glow once. */
  arrived: ReadonlySet<string>
}

/**
 * Nothing may move under a finger or an eye. At the top of the list (`follow`) fresh data is shown as it is. Further
 * down, rows keep their places: known rows are brought up to date where they are, rows that left the list stay until
 * it is followed again, new ones are counted, and only what continues the list at its end is added.
 */
export function holdRows<Row extends { id: string }>(
  before: HeldRows<Row> | undefined,
  fresh: Row[],
  follow: boolean,
): HeldRows<Row> {
  if (!before) return { rows: fresh, held: 0, arrived: new Set() }
  const known = new Set(before.rows.map((row) => row.id))
  if (follow || before.rows.length === 0) {
    const arrived = new Set(before.arrived)
    const lastKnown = fresh.findLastIndex((row) => known.has(row.id))
    for (const [index, row] of fresh.entries()) if (!known.has(row.id) && index < lastKnown) arrived.add(row.id)
    return { rows: fresh, held: 0, arrived }
  }
  const freshById = new Map(fresh.map((row) => [row.id, row]))
  const end = fresh.findLastIndex((row) => known.has(row.id))
  const added = end < 0 ? [] : fresh.slice(end + 1)
  const held = fresh.slice(0, end < 0 ? fresh.length : end + 1).filter((row) => !known.has(row.id)).length
  return { rows: [...before.rows.map((row) => freshById.get(row.id) ?? row), ...added], held, arrived: before.arrived }
}
