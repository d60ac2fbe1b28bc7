import type { Limits } from './limits.ts'
import type { Submission, Verdict } from './types.ts'

/** A request that waits for its verdict. */
export interface Entry {
  submission: Submission
  /** Events and refused parts together: rows to write. */
  size: number
  bytes: number
  overdueAtMs: number
  settled: boolean
  /** Its COMMIT is under way: nobody can say any more that it is not stored. */
  sealed: boolean
  /** The alerts that its events are about. */
  keys: readonly string[]
  resolve: (verdict: Verdict) => void
}

/** How often it is checked whether somebody has waited too long. */
const checkEveryMs = 250

/** Of the time that transactions were found to need, this much is forgotten with each that needs less. */
const forgotten = 0.25

/** Thrown into a transaction before its COMMIT: it holds requests that have been turned away, and must not be carried out. */
export class TurnedAway extends Error {}

/** Of a request that does more than store events: nobody knows what it is about, so it overlaps with everything. */
const everything = ['*']

/**
 * What one organization has handed in and that has no verdict yet: first come, first served, and bounded. Several batches may
 * be under way as long as they are about different alerts: for each alert, the order is that of arrival.
 */
export class Line {
  readonly orgId: string
  /** Batches under way. */
  running = 0
  /** The alerts that they are about. */
  private readonly underWay = new Set<string>()
  /** In the order of arrival, so the first is the first to be overdue. Those in the running transaction come first. */
  private readonly open = new Set<Entry>()
  private readonly waiting: Entry[] = []
  private readonly limits: Limits
  private readonly onSettled: (entry: Entry) => void
  private events = 0
  private bytes = 0
  /** From the beginning of a transaction to its COMMIT, as the last ones had it. */
  private expectedMs = 0
  private timer: NodeJS.Timeout | undefined

  constructor(orgId: string, limits: Limits, onSettled: (entry: Entry) => void) {
    this.orgId = orgId
    this.limits = limits
    this.onSettled = onSettled
  }

  hasRoomFor(submission: Submission): boolean {
    const { waitingEventsPerOrganization, heldBytesPerOrganization } = this.limits
    if (this.events + sizeOf(submission) > waitingEventsPerOrganization) return false
    return this.bytes + bytesOf(submission) <= heldBytesPerOrganization
  }

  add(submission: Submission): Promise<Verdict> {
    const { promise, resolve } = Promise.withResolvers<Verdict>()
    const entry: Entry = {
      submission,
      size: sizeOf(submission),
      bytes: bytesOf(submission),
      overdueAtMs: performance.now() + this.limits.waitMs,
      settled: false,
      sealed: false,
      keys: keysOf(submission),
      resolve,
    }
    this.events += entry.size
    this.bytes += entry.bytes
    this.open.add(entry)
    this.waiting.push(entry)
    this.timer ??= setInterval(() => this.checkOverdue(), checkEveryMs)
    return promise
  }

  isEmpty(): boolean {
    return this.waiting.length === 0
  }

  /**
   * The next requests that one transaction takes: at least one, unless all of them gave up waiting or the first of them is
   * about an alert that another batch is busy with. Those that would be overdue before the COMMIT are turned away here, so
   * that an overload does not fill transactions with what has to be rolled back. Hand it back with `endBatch`.
   */
  takeBatch(): Entry[] {
    this.turnAway(this.waiting, performance.now() + Math.min(this.expectedMs, this.limits.waitMs / 2))
    this.dropSettled()
    let events = 0
    let bytes = 0
    let amount = 0
    for (const entry of this.waiting) {
      if (this.overlaps(entry)) break
      events += entry.size
      bytes += entry.bytes
      if (amount > 0 && (events > this.limits.batchEvents || bytes > this.limits.batchBytes)) break
      amount += 1
    }
    const batch = this.remove(amount).filter((entry) => !entry.settled)
    for (const { keys } of batch) for (const key of keys) this.underWay.add(key)
    return batch
  }

  endBatch(batch: readonly Entry[]): void {
    for (const { keys } of batch) for (const key of keys) this.underWay.delete(key)
  }

  private overlaps({ keys }: Entry): boolean {
    if (this.underWay.size === 0) return false
    return keys === everything || this.underWay.has('*') || keys.some((key) => this.underWay.has(key))
  }

  /**
   * The last word before the COMMIT of these requests, in a transaction that began at `begunAtMs`. Throws TurnedAway, and the
   * transaction must be rolled back, when one of them has been told to come back or has to be told now. From here on they
   * wait for what becomes of the COMMIT.
   */
  seal(entries: readonly Entry[], begunAtMs: number): void {
    const nowMs = performance.now()
    const tookMs = nowMs - begunAtMs
    this.expectedMs = Math.max(tookMs, this.expectedMs + (tookMs - this.expectedMs) * forgotten)
    this.turnAway(entries, nowMs)
    if (entries.some((entry) => entry.settled)) throw new TurnedAway('a request of this batch was turned away')
    for (const entry of entries) entry.sealed = true
  }

  /** Gives a request its verdict; only the first one counts. */
  settle(entry: Entry, verdict: Verdict): void {
    if (entry.settled) return
    entry.settled = true
    this.open.delete(entry)
    if (this.open.size === 0) {
      clearInterval(this.timer)
      this.timer = undefined
    }
    this.onSettled(entry)
    entry.resolve(verdict)
  }

  /** Tells everybody who waits to come back. */
  giveUp(): void {
    for (const entry of this.remove(this.waiting.length)) this.settle(entry, { kind: 'overloaded' })
  }

  /** Whoever waited too long is told to come back and not written any more (`seal`), unless the COMMIT is under way. */
  private checkOverdue(): void {
    this.turnAway(this.open, performance.now())
    this.dropSettled()
  }

  /** Those at the front of the line that have their verdict; behind them, they leave with the batch that takes them. */
  private dropSettled(): void {
    const first = this.waiting.findIndex((entry) => !entry.settled)
    this.remove(first < 0 ? this.waiting.length : first)
  }

  /** Those of the entries, in the order of their arrival, that are overdue at this moment. */
  private turnAway(entries: Iterable<Entry>, atMs: number): void {
    for (const entry of entries) {
      if (entry.overdueAtMs > atMs) break
      const untilMs = entry.sealed ? entry.overdueAtMs + this.limits.commitGraceMs : entry.overdueAtMs
      if (untilMs <= atMs) this.settle(entry, { kind: 'overloaded' })
    }
  }

  private remove(amount: number): Entry[] {
    const removed = this.waiting.splice(0, amount)
    for (const entry of removed) {
      this.events -= entry.size
      this.bytes -= entry.bytes
    }
    return removed
  }
}

/** Rows that a submission writes, give or take: what bounds are counted in. */
export function sizeOf({ events, refused, also }: Submission): number {
  return events.length + refused.length + (also === undefined ? 0 : 1)
}

/** The body is the large part; what was parsed from it is of the same size, give or take. */
function bytesOf({ bytes, refused }: Submission): number {
  let sum = bytes
  for (const { raw } of refused) sum += raw.length
  return sum
}

function keysOf({ source, events, also }: Submission): readonly string[] {
  if (also !== undefined) return everything
  // Its rules may give an event another key; they are asked later.
  if (source.rules !== undefined) return [source.id]
  return events.map((event) => `${source.id} ${event.dedupKey}`)
}
