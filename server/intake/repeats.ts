import type { Repeats as AlertRepeats } from '../alerts/index.ts'
import { recordRepeats } from '../alerts/index.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { isAway } from '../kernel/db/away.ts'
import type { Limits } from './limits.ts'
import { insertEvents } from './store/events.ts'
import type { StoredEvent, Submission } from './types.ts'
import { withinTime } from './within.ts'

/** Counts, last-seen and raw copies of quiet repeats reach the database this much later. */
const flushMs = 750

/** What is known of the repeats of one alert since the last flush. */
interface Pending extends Omit<AlertRepeats, 'expiresAt' | 'source'> {
  /** Made when the first of them came, so that the raw event reads back in its order. */
  eventId: string
  orgId: string
  bytes: number
  /** The last of them, by its place in its submission: only that one is kept as text. */
  submission: Submission
  index: number
}

/**
 * Repeats of open alerts that change nothing but a count: collected here and written within a second in one transaction. A
 * crash loses them, and nothing else; a graceful stop writes them.
 */
export class Repeats {
  private readonly kernel: Kernel
  private readonly limits: Limits
  private pendingByAlert = new Map<string, Pending>()
  /**
   * What was being written for an organization when the database went away: nobody knows whether it was committed. Written
   * again as it is, under the same ids, before anything else of its organization; what came since is never added to it.
   */
  private readonly doubtfulByOrg = new Map<string, readonly Pending[]>()
  private heldBytes = 0
  private timer: NodeJS.Timeout | undefined
  private flushing: Promise<number> | undefined

  constructor(kernel: Kernel, limits: Limits) {
    this.kernel = kernel
    this.limits = limits
  }

  /** False while the database takes less than senders send: then repeats are written on the spot, and wait for it. */
  hasRoom(): boolean {
    return this.heldBytes < this.limits.repeatBytes
  }

  /** The event at this place of a submission repeats the alert. */
  add(submission: Submission, index: number, alertId: string): void {
    const { source, receivedAt: lastEventAt } = submission
    const known = this.pendingByAlert.get(alertId)
    const bytes = Math.ceil(submission.bytes / submission.events.length)
    this.heldBytes += bytes - (known?.bytes ?? 0)
    const last = { lastEventAt, submission, index, bytes }
    if (known) Object.assign(known, last, { times: known.times + 1 })
    else {
      const eventId = this.kernel.ids.next(lastEventAt)
      this.pendingByAlert.set(alertId, { ...last, alertId, orgId: source.orgId, eventId, times: 1 })
    }
    this.timer ??= setTimeout(() => void this.flush(), flushMs)
  }

  /** Writes what has gathered; returns how many alerts that were. Never rejects: what cannot be written waits. */
  async flush(): Promise<number> {
    await this.flushing
    this.flushing = this.writeAll()
    return this.flushing
  }

  /** At the end of the process: a last attempt. */
  async drain(): Promise<void> {
    await this.flush()
    clearTimeout(this.timer)
    const alerts = this.pendingByAlert.size + [...this.doubtfulByOrg.values()].flat().length
    if (alerts > 0) this.kernel.log.error({ alerts }, 'counts of repeats were lost')
  }

  private async writeAll(): Promise<number> {
    clearTimeout(this.timer)
    this.timer = undefined
    const taken = Map.groupBy(this.pendingByAlert.values(), (one) => one.orgId)
    this.pendingByAlert = new Map()
    this.heldBytes = bytesOf([...this.doubtfulByOrg.values()].flat())
    let written = 0
    for (const orgId of new Set([...this.doubtfulByOrg.keys(), ...taken.keys()])) {
      const group = taken.get(orgId) ?? []
      if (await this.settleDoubt(orgId)) written += await this.writeGroup(orgId, group)
      else this.putBack(group)
    }
    return written
  }

  /** False while the database is away still. */
  private async settleDoubt(orgId: string): Promise<boolean> {
    const group = this.doubtfulByOrg.get(orgId)
    if (group === undefined) return true
    this.doubtfulByOrg.delete(orgId)
    this.heldBytes -= bytesOf(group)
    await this.writeGroup(orgId, group)
    return !this.doubtfulByOrg.has(orgId)
  }

  private async writeGroup(orgId: string, group: readonly Pending[]): Promise<number> {
    if (group.length === 0) return 0
    try {
      await withinTime(write(this.kernel, orgId, group), this.limits.commitMs)
      return group.length
    } catch (error) {
      // All of them are one transaction, so they are all there.
      if (isThere(error)) return group.length
      this.kernel.log.warn({ orgId, error: (error as Error).message }, 'counts of repeats could not be written')
      if (isAway(error)) {
        this.doubtfulByOrg.set(orgId, group)
        this.heldBytes += bytesOf(group)
        this.timer ??= setTimeout(() => void this.flush(), flushMs)
      }
      return 0
    }
  }

  /** Of what was not tried: what came since is counted with it. */
  private putBack(group: readonly Pending[]): void {
    for (const one of group) {
      const later = this.pendingByAlert.get(one.alertId)
      const times = one.times + (later?.times ?? 0)
      this.pendingByAlert.set(one.alertId, { ...(later ?? one), eventId: one.eventId, times })
      this.heldBytes += later ? 0 : one.bytes
    }
  }
}

const bytesOf = (group: readonly Pending[]) => group.reduce((sum, { bytes }) => sum + bytes, 0)

/** The raw events of these ids are stored: the commit whose answer got lost was carried out. */
const isThere = (error: unknown) => (error as { code?: unknown }).code === '23505'

async function write(kernel: Kernel, orgId: string, repeats: readonly Pending[]): Promise<void> {
  await kernel.work.inOrganization(orgId, async (work) => {
    await recordRepeats(work, repeats.map(asRepeats))
    await insertEvents(
      work.trx,
      orgId,
      repeats.map((one) => one.eventId),
      repeats.map(asEvent),
    )
    for (const id of new Set(repeats.map((one) => one.submission.source.id))) work.changed('sources', id)
  })
}

function asRepeats({ submission, index, alertId, times, lastEventAt }: Pending): AlertRepeats {
  const { expiresAt } = submission.events[index]!
  const end = expiresAt === undefined ? null : Temporal.Instant.from(expiresAt)
  return { alertId, times, lastEventAt, source: submission.source, expiresAt: end }
}

function asEvent({ submission, index, lastEventAt, alertId, times }: Pending): StoredEvent {
  return {
    sourceId: submission.source.id,
    receivedAt: lastEventAt,
    outcome: 'repeated',
    reason: null,
    detail: null,
    dedupKey: submission.events[index]!.dedupKey,
    alertId,
    times,
    raw: submission.rawOf(index),
  }
}
