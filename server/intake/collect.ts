import type { Judge } from './judge.ts'
import type { Limits } from './limits.ts'
import { Line, sizeOf } from './line.ts'
import type { Entry } from './line.ts'
import type { IntakeMetrics } from './metrics.ts'
import type { Submission, Verdict } from './types.ts'

/**
 * Durable group commit: while transactions of an organization commit, its next batch gathers. Nobody is told `stored`
 * before the commit; nobody waits longer than `waitMs`; beyond the limits the answer is `overloaded` at once.
 */
export class Collector {
  private readonly judge: Judge
  private readonly limits: Limits
  private readonly metrics: IntakeMetrics
  private readonly lineByOrg = new Map<string, Line>()
  /** Organizations with something that waits, in the order of their turn. */
  private readonly ready = new Set<Line>()
  private readonly idle = new Set<() => void>()
  private running = 0
  private waitingEvents = 0
  private planned = false

  constructor(judge: Judge, limits: Limits, metrics: IntakeMetrics) {
    this.judge = judge
    this.limits = limits
    this.metrics = metrics
  }

  /** Never rejects. */
  submit(submission: Submission): Promise<Verdict> {
    const { orgId } = submission.source
    const line = this.lineByOrg.get(orgId) ?? new Line(orgId, this.limits, (entry) => this.settled(entry))
    const size = sizeOf(submission)
    if (this.waitingEvents + size > this.limits.waitingEvents || !line.hasRoomFor(submission)) {
      return Promise.resolve({ kind: 'overloaded' })
    }
    this.lineByOrg.set(orgId, line)
    this.waitingEvents += size
    this.metrics.waiting.set(this.waitingEvents)
    const verdict = line.add(submission)
    this.ready.add(line)
    this.plan()
    return verdict
  }

  /** Resolves when everything that was submitted has its verdict and no transaction runs. */
  drain(): Promise<void> {
    if (this.lineByOrg.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.idle.add(resolve))
  }

  private settled(entry: Entry): void {
    this.waitingEvents -= entry.size
    this.metrics.waiting.set(this.waitingEvents)
  }

  /** Requests that arrive in the same turn of the event loop go into the same batch. */
  private plan(): void {
    if (this.planned || this.ready.size === 0 || this.running >= this.limits.commitsAtOnce) return
    this.planned = true
    setImmediate(() => {
      this.planned = false
      const { commitsAtOnce, batchesPerOrganization } = this.limits
      const lines = [...this.ready]
      // Who has nothing under way goes first, and second batches never take the last place.
      for (const line of lines) if (line.running === 0 && this.running < commitsAtOnce) this.begin(line)
      for (const line of lines) {
        const mayGoOn = line.running > 0 && line.running < batchesPerOrganization
        if (mayGoOn && this.running < commitsAtOnce - 1) this.begin(line)
      }
    })
  }

  private begin(line: Line): void {
    const batch = line.takeBatch()
    // Behind the others, when there is more; what overlaps with a batch under way waits for its end.
    this.ready.delete(line)
    if (!line.isEmpty()) this.ready.add(line)
    if (batch.length > 0) void this.turn(line, batch)
    else this.letGo(line)
  }

  private async turn(line: Line, batch: readonly Entry[]): Promise<void> {
    this.running += 1
    line.running += 1
    await this.judge(line, batch)
    line.endBatch(batch)
    line.running -= 1
    this.running -= 1
    this.letGo(line)
    this.plan()
  }

  /** Forgets an organization that has nothing left; what waited may have been given up while the database was away. */
  private letGo(line: Line): void {
    if (!line.isEmpty()) return
    this.ready.delete(line)
    if (line.running > 0) return
    this.lineByOrg.delete(line.orgId)
    if (this.lineByOrg.size === 0) for (const resolve of this.idle) resolve()
  }
}
