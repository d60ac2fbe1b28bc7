/** What a list shows while somebody reads it: `held` rows are new and wait above until they are asked for. */
export interface ListState<Row> {
  rows: Row[]
  held: number
  /** Ids that appeared by themselves since the list was first shown; they glow once. */
  arrived: ReadonlySet<string>
  /** Where the next page begins; null at the end of the list. */
  nextCursor: string | null
}

interface Page<Row> {
  items: Row[]
  nextCursor?: string | null
}

type Compare<Row> = (one: Row, other: Row) => number

/**
 * The first page as it stands now. At the top of the list (`follow`) it is shown as it is, and what lies behind it stays.
 * Further down nothing moves under an eye or a finger: known rows are brought up to date where they are, rows that left
 * the list stay until it is followed again, and new ones are counted.
 */
export function withHead<Row extends { id: string }>(
  before: ListState<Row> | undefined,
  head: Page<Row>,
  follow: boolean,
  compare: Compare<Row>,
): ListState<Row> {
  const nextCursor = head.nextCursor ?? null
  if (!before) return { rows: head.items, held: 0, arrived: new Set(), nextCursor }
  const known = new Set(before.rows.map((row) => row.id))
  const isNew = (row: Row) => !known.has(row.id)
  if (!follow) {
    const lowest = before.rows.at(-1)
    const held = head.items.filter((row) => isNew(row) && lowest !== undefined && compare(row, lowest) < 0).length
    return { ...withRows(before, head.items), held: before.rows.length === 0 ? head.items.length : held }
  }
  const fresh = new Set(head.items.map((row) => row.id))
  const last = head.items.at(-1)
  const isCut = nextCursor !== null
  // More new rows than a page: what lies between it and the known ones is not known, so the list begins anew.
  const isGap = isCut && before.rows.length > 0 && head.items.every(isNew)
  if (!isCut || !last || isGap) return { rows: head.items, held: 0, arrived: arrivals(before, head.items), nextCursor }
  const behind = before.rows.filter((row) => !fresh.has(row.id) && compare(row, last) > 0)
  return {
    rows: [...head.items, ...behind],
    held: 0,
    arrived: arrivals(before, head.items),
    nextCursor: behind.length > 0 ? before.nextCursor : nextCursor,
  }
}

/** What came by itself stands above something that was known, or in a list that was empty. */
function arrivals<Row extends { id: string }>(before: ListState<Row>, head: Row[]): ReadonlySet<string> {
  const known = new Set(before.rows.map((row) => row.id))
  const lastKnown = before.rows.length === 0 ? head.length : head.findLastIndex((row) => known.has(row.id))
  const arrived = new Set(before.arrived)
  for (const [index, row] of head.entries()) if (!known.has(row.id) && index < lastKnown) arrived.add(row.id)
  return arrived
}

/** Another page at the end. */
export function withMore<Row extends { id: string }>(before: ListState<Row>, page: Page<Row>): ListState<Row> {
  const known = new Set(before.rows.map((row) => row.id))
  const added = page.items.filter((row) => !known.has(row.id))
  return { ...before, rows: [...before.rows, ...added], nextCursor: page.nextCursor ?? null }
}

/** Rows as they stand now, each where it is. */
export function withRows<Row extends { id: string }>(before: ListState<Row>, rows: readonly Row[]): ListState<Row> {
  const freshById = new Map(rows.map((row) => [row.id, row]))
  return { ...before, rows: before.rows.map((row) => freshById.get(row.id) ?? row) }
}
