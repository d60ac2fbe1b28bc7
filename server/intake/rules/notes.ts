import type { AlertEvent } from '../../../contract/intake/event.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Limits } from '../limits.ts'
import { addCounts, addSamples } from '../store/rules.ts'
import type { RuleCount, Sample } from '../store/rules.ts'
import { withinTime } from '../within.ts'
import { ruleFailures } from './apply.ts'
import type { RuledEvent } from './apply.ts'

/** What rules did is written this much later. */
const flushMs = 1_000

/** Samples that a node keeps of a source, and of all, in a minute: enough to try rules on, nothing in a storm. */
const samplesPerMinute = 10
const samplesOfAllPerMinute = 300
const minuteMs = 60_000

/** Larger events are no samples. */
const longestSample = 64 * 1024

const longestFailure = 500

/** What one organization's rules did, and some of its last events, since the last time that they were written. */
interface Pending {
  countByRule: Map<string, RuleCount>
  samples: Sample[]
}

/**
 * Counts of rules, and samples of events to try rules on: gathered here and written every second in a transaction of their own,
 * so that taking events never waits for them. A crash loses those of a second.
 */
export class RuleNotes {
  private readonly kernel: Kernel
  private readonly limits: Limits
  private pendingByOrg = new Map<string, Pending>()
  private readonly sampledBySource = new Map<string, number>()
  private sampled = 0
  private minuteEndsAtMs = 0
  private timer: NodeJS.Timeout | undefined
  private flushing: Promise<number> | undefined

  constructor(kernel: Kernel, limits: Limits) {
    this.kernel = kernel
    this.limits = limits
  }

  /** `event` is the one that came in, before the rules. */
  add(ruled: RuledEvent, event: AlertEvent): void {
    const isSample = this.wantsSample(ruled.submission.source.id)
    if (!isSample && ruled.ruling === undefined) return
    const { orgId } = ruled.submission.source
    const pending = this.pendingByOrg.get(orgId) ?? { countByRule: new Map(), samples: [] }
    this.pendingByOrg.set(orgId, pending)
    if (isSample) this.addSample(pending, ruled, event)
    count(pending.countByRule, ruled)
    this.timer ??= setTimeout(() => void this.flush(), flushMs)
  }

  /** Writes what has gathered; returns of how many organizations. Never rejects. */
  async flush(): Promise<number> {
    await this.flushing
    this.flushing = this.writeAll()
    return this.flushing
  }

  /** At the end of the process. */
  async drain(): Promise<void> {
    await this.flush()
    clearTimeout(this.timer)
  }

  private wantsSample(sourceId: string): boolean {
    const nowMs = performance.now()
    if (nowMs >= this.minuteEndsAtMs) {
      this.sampledBySource.clear()
      this.sampled = 0
      this.minuteEndsAtMs = nowMs + minuteMs
    }
    if (this.sampled >= samplesOfAllPerMinute) return false
    const sampled = this.sampledBySource.get(sourceId) ?? 0
    if (sampled >= samplesPerMinute) return false
    this.sampledBySource.set(sourceId, sampled + 1)
    this.sampled += 1
    return true
  }

  private addSample({ samples }: Pending, { submission }: RuledEvent, event: AlertEvent): void {
    const { source, receivedAt, rawOf, events } = submission
    const text = JSON.stringify({ ...event, raw: shown(rawOf(events.indexOf(event))) })
    if (text.length > longestSample) return
    samples.push({ id: this.kernel.ids.next(receivedAt), sourceId: source.id, receivedAt, event: text })
  }

  private async writeAll(): Promise<number> {
    clearTimeout(this.timer)
    this.timer = undefined
    const taken = this.pendingByOrg
    this.pendingByOrg = new Map()
    for (const [orgId, { countByRule, samples }] of taken) {
      try {
        const written = this.kernel.work.inOrganization(orgId, async ({ trx }) => {
          await addCounts(trx, orgId, [...countByRule.values()])
          await addSamples(trx, orgId, samples)
        })
        await withinTime(written, this.limits.commitMs)
      } catch (error) {
        this.kernel.log.warn({ orgId, error: (error as Error).message }, 'counts of event rules could not be written')
      }
    }
    return taken.size
  }
}

/** The raw event as it is kept: without the key of the source. What was cut is text. */
function shown(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return raw
  }
}

function count(countByRule: Map<string, RuleCount>, ruled: RuledEvent): void {
  if (ruled.ruling === undefined) return
  const { source, receivedAt } = ruled.submission
  const of = (rule: string): RuleCount => {
    const key = `${source.id} ${rule}`
    const known = countByRule.get(key) ?? { sourceId: source.id, rule, ...nothing }
    countByRule.set(key, known)
    return known
  }
  for (const { rule, matched } of ruled.ruling.steps) {
    if (!matched) continue
    const known = of(rule)
    known.matches += 1
    known.lastMatchAt = receivedAt
  }
  for (const { rule, message } of ruleFailures(ruled)) {
    const known = of(rule)
    known.failures += 1
    known.lastFailureAt = receivedAt
    known.lastFailure = message.slice(0, longestFailure)
  }
}

const nothing = { matches: 0, lastMatchAt: null, failures: 0, lastFailureAt: null, lastFailure: null }
