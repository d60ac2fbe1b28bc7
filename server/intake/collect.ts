import type { Judge } from './judge.ts'
import type { Limits } from './limits.ts'
import { Line, sizeOf } from './line.ts'
import type { Entry } from './line.ts'
import type { IntakeMetrics } from './metrics.ts'
import type { Submission, Verdict } from './types.ts'

/**
 * Durable group commit: while one transaction of an organization commits, its next batch gathers. Nobody is told `stored`
 * before the commit; nobody waits longer than `waitMs`; beyond the limits the answer is `overloaded` at once.
 */
export class Collector {
  private readonly judge: Judge
  private readonly limits: Limits
  private readonly metrics: IntakeMetrics
  private readonly lineByOrg = new Map<string, Line>()
  /** Organizations with something to commit and no transaction of their own, in the order of their turn. */
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
    if (!line.busy) this.ready.add(line)
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
      for (const line of this.ready) {
        if (this.running >= this.limits.commitsAtOnce) return
        void this.turn(line)
      }
    })
  }

  private async turn(line: Line): Promise<void> {
    this.ready.delete(line)
    this.running += 1
    line.busy = true
    await this.judge(line, line.takeBatch())
    line.busy = false
    this.running -= 1
    if (line.isEmpty()) this.lineByOrg.delete(line.orgId)
    else this.ready.add(line)
    if (this.lineByOrg.size === 0) for (const resolve of this.idle) resolve()
    this.plan()
  }
}
