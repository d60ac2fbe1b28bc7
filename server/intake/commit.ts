import type { AlertEvent } from '../../contract/intake/event.ts'
import { applyEvents, findQuietRepeats } from '../alerts/index.ts'
import type { EventOutcome } from '../alerts/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { cut } from './adapters/text.ts'
import { withoutReceived } from './again.ts'
import type { Repeats } from './repeats.ts'
import { createRuler, heldAgainstRules, releaseFreed, ruleFailures, settleRules } from './rules/apply.ts'
import type { RuledEvent } from './rules/apply.ts'
import type { RuleNotes } from './rules/notes.ts'
import { insertEvents } from './store/events.ts'
import type { StoredEvent, Submission } from './types.ts'

/** An event of a batch, with its place in it and what became of it. */
interface Part extends RuledEvent {
  index: number
  /** The open alert that it repeats without changing it. */
  repeats: string | undefined
  /** Nothing was open under its key before the transaction. */
  absent: boolean
}

/** What this node gathers beside the transactions. */
export interface Gathered {
  repeats: Repeats
  notes: RuleNotes
}

/**
 * Stores what several requests of one organization brought: alerts, their escalations and the raw events with what became
 * of each, in one transaction. Returns the outcomes per submission, in their order. Either all of it is stored or nothing.
 * `seal` is asked before the COMMIT, and what it throws rolls the transaction back: whoever was told to come back is not stored.
 * Event rules come first. Repeats that change nothing are only counted (repeats.ts); a batch of nothing else needs no transaction.
 */
export async function commit(
  kernel: Kernel,
  { repeats, notes }: Gathered,
  orgId: string,
  submissions: readonly Submission[],
  seal: () => void,
): Promise<EventOutcome[][]> {
  const parts = await split(kernel, repeats, orgId, submissions)
  const loud = parts.filter((part) => part.repeats === undefined)
  if (loud.length > 0 || submissions.some(({ refused, also }) => refused.length > 0 || also !== undefined)) {
    let attempts = 0
    await kernel.work.inOrganization(orgId, (work) => {
      // Who lost a race looks again, and with a lock.
      if (attempts++ > 0) for (const part of loud) part.absent = false
      return store(work, submissions, loud, seal)
    })
  } else seal()
  for (const { submission, index, repeats: alertId } of parts) {
    if (alertId !== undefined) repeats.add(submission, index, alertId)
  }
  for (const part of parts) notes.add(part, part.submission.events[part.index]!)
  let position = 0
  return submissions.map(({ events }) => parts.slice(position, (position += events.length)).map(outcomeOf))
}

const outcomeOf = ({ repeats, outcome }: Part): EventOutcome => outcome ?? { outcome: 'repeated', alertId: repeats! }

async function split(
  kernel: Kernel,
  repeats: Repeats,
  orgId: string,
  submissions: readonly Submission[],
): Promise<Part[]> {
  const rule = createRuler()
  const parts: Part[] = submissions.flatMap((submission) =>
    submission.events.map((event, index) => ({
      submission,
      index,
      ...rule(submission, event),
      repeats: undefined,
      absent: false,
    })),
  )
  if (parts.length === 0 || !repeats.hasRoom()) return parts
  const incoming = parts.map((part) => part.incoming)
  const found = await findQuietRepeats(kernel.engine, orgId, incoming, kernel.clock.now())
  for (const [position, part] of parts.entries()) {
    const known = found[position]
    if (known === 'absent') part.absent = true
    else part.repeats = known?.repeats
  }
  const held = await heldAgainstRules(kernel.engine, orgId, parts)
  for (const part of parts) if (part.repeats !== undefined && held.has(part.repeats)) part.repeats = undefined
  return parts
}

async function store(
  work: Work,
  submissions: readonly Submission[],
  parts: readonly Part[],
  seal: () => void,
): Promise<void> {
  const taken = await withoutReceived(work, parts)
  await settleRules(work, taken)
  const incoming = taken.map((part) => ({ ...part.incoming, absent: part.absent }))
  const outcomes = incoming.length > 0 ? await applyEvents(work, incoming) : []
  for (const [position, outcome] of outcomes.entries()) {
    taken[position]!.outcome = outcome
    parts[position]!.outcome = outcome
  }
  await releaseFreed(work, taken)
  const rows = taken.map(acceptedRow)
  for (const submission of submissions) {
    rows.push(...refusedRows(submission), ...(await otherRows(work, submission, parts)))
  }
  await insertEvents(
    work.trx,
    work.orgId,
    rows.map(() => work.id()),
    rows,
  )
  for (const id of new Set(rows.map((row) => row.sourceId))) work.changed('sources', id)
  work.beforeCommit(() => Promise.resolve(seal()))
}

function acceptedRow(part: Part): StoredEvent {
  const { submission, index, incoming, outcome } = part
  return {
    sourceId: submission.source.id,
    receivedAt: submission.receivedAt,
    outcome: outcome!.outcome,
    reason: outcome!.reason ?? null,
    detail: detailOf(part),
    dedupKey: incoming.event.dedupKey,
    alertId: outcome!.alertId ?? null,
    raw: submission.rawOf(index),
  }
}

async function otherRows(work: Work, submission: Submission, parts: readonly Part[]): Promise<StoredEvent[]> {
  const { source, receivedAt, also } = submission
  if (also === undefined) return []
  const own = parts.filter((part) => part.submission === submission)
  const kept = await also(work, own.map(outcomeOf))
  return kept.map((event) => ({ ...event, sourceId: source.id, receivedAt }))
}

/** Conditions and rules that could not be carried out: their author must be able to see that. And which rule dropped it. */
function detailOf(part: Part): string | null {
  const { failedConditions = [] }: AlertEvent = part.incoming.event
  const { droppedBy } = part.ruling ?? {}
  const lines = [
    ...(droppedBy === undefined ? [] : [`rule "${droppedBy}"`]),
    ...failedConditions.map(({ condition, message }) => `condition ${condition}: ${message}`),
    ...ruleFailures(part).map(({ rule, message }) => `rule "${rule}": ${message}`),
  ]
  return lines.length === 0 ? null : cut(lines.join('; '), longestDetail)
}

/** Two hundred rules may fail for the same reason. */
const longestDetail = 4_000

function refusedRows({ source, refused, receivedAt }: Submission): StoredEvent[] {
  return refused.map(({ reason, detail, raw }) => ({
    sourceId: source.id,
    receivedAt,
    outcome: 'rejected',
    reason,
    detail,
    dedupKey: null,
    alertId: null,
    raw,
  }))
}
