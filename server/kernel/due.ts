import type { Log } from './log.ts'

/**
 * A deadline is a column of the row it concerns (design, idea 3). A due loop handles the rows of one such column whose
 * instant has come. The loop keeps nothing in memory: what it does not finish is due again, here or on another node.
 */
export interface DueLoop {
  readonly name: string
  /**
   * Handles a batch of what is due at `now` and returns how many rows it handled; 0 means that nothing was due.
   * A row that fails must move its own deadline on and must not block its neighbours.
   */
  run(now: Temporal.Instant): Promise<number>
  /** The earliest deadline there is, due or not; undefined when there is none. */
  nextAt(): Promise<Temporal.Instant | undefined>
  /** The earliest deadline of all, where `nextAt` passes over some: what the auditor looks at. */
  oldestAt?(): Promise<Temporal.Instant | undefined>
  /** Loops over rows: why a row of the last run failed; undefined when none did. */
  lastError?(): string | undefined
}

/** How the rows of one column are found across organizations and handled inside one. */
export interface DueRows {
  name: string
  /** The due rows, oldest first, read through the engine's narrow path and not locked. */
  find(now: Temporal.Instant, limit: number): Promise<{ orgId: string; id: string }[]>
  /** What other organizations than these have due: asked when a batch is full, so that one cannot keep the others waiting. */
  findOthers?(now: Temporal.Instant, limit: number, orgIds: readonly string[]): Promise<{ orgId: string; id: string }[]>
  nextAt(): Promise<Temporal.Instant | undefined>
  /**
   * Locks those of the rows that are still due (`for update skip locked`), decides and writes, in one transaction.
   * Returns how many it handled.
   */
  handle(orgId: string, ids: string[]): Promise<number>
  /** Moves the deadline of one row on after it failed alone, and records the error. */
  postpone(orgId: string, id: string, error: Error): Promise<void>
  log: Log
  batch?: number
}

/** A due loop over rows that are handled inside one transaction per organization. */
export function rowLoop(rows: DueRows): DueLoop {
  let lastError: string | undefined
  const failed = (error: Error) => {
    lastError = error.message
  }
  return {
    name: rows.name,
    nextAt: () => rows.nextAt(),
    lastError: () => lastError,
    async run(now) {
      lastError = undefined
      const batch = rows.batch ?? 200
      const due = await rows.find(now, batch)
      if (due.length === batch && rows.findOthers) {
        const orgIds = [...new Set(due.map((row) => row.orgId))]
        due.push(...(await rows.findOthers(now, batch, orgIds)))
      }
      let handled = 0
      await severalAtOnce([...Map.groupBy(due, (row) => row.orgId)], async ([orgId, group]) => {
        const ids = group.map((row) => row.id)
        const more = await handleGroup(rows, orgId, ids, failed)
        handled += more
      })
      return handled
    },
  }
}

/** So many organizations have their turn at once: while the database works for one, the next is prepared. */
const organizationsAtOnce = 4

/** Acts on each, in their order, several at a time. `act` must not throw but where nothing can go on. */
export async function severalAtOnce<T>(ones: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const left = [...ones]
  const inTurn = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one)
  }
  await Promise.all(Array.from({ length: Math.min(organizationsAtOnce, ones.length) }, inTurn))
}

type Failed = (error: Error) => void

async function handleGroup(rows: DueRows, orgId: string, ids: string[], failed: Failed): Promise<number> {
  try {
    return await rows.handle(orgId, ids)
  } catch (error) {
    // One poisoned row must not hold up the others: alone, each shows whether it is the one.
    rows.log.warn(
      { loop: rows.name, orgId, error: (error as Error).message },
      'a batch failed, handling its rows one by one',
    )
    let handled = 0
    for (const id of ids) handled += await handleAlone(rows, orgId, id, failed)
    return handled
  }
}

async function handleAlone(rows: DueRows, orgId: string, id: string, failed: Failed): Promise<number> {
  try {
    return await rows.handle(orgId, [id])
  } catch (error) {
    rows.log.error(
      { loop: rows.name, orgId, id, error: (error as Error).message },
      'a row failed and is tried again later',
    )
    failed(error as Error)
    await rows.postpone(orgId, id, error as Error)
    return 1
  }
}

/** Seconds until a failed row is tried again: 5, 10, 20 … at most 300, so that a defect does not spin and is not forgotten. */
export function retryAfterSeconds(failures: number): number {
  return Math.min(5 * 2 ** Math.min(failures, 10), 300)
}
