import type { AlertEvent } from '../../contract/intake/event.ts'
import { applyEvents, findQuietRepeats } from '../alerts/index.ts'
import type { EventOutcome, IncomingEvent } from '../alerts/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Repeats } from './repeats.ts'
import { insertEvents } from './store/events.ts'
import type { StoredEvent, Submission } from './types.ts'

/** An event of a batch, with its place in it and what became of it. */
interface Part {
  submission: Submission
  index: number
  incoming: IncomingEvent
  /** The open alert that it repeats without changing it. */
  repeats: string | undefined
  outcome?: EventOutcome
}

/**
 * Stores what several requests of one organization brought: alerts, their escalations and the raw events with what became
 * of each, in one transaction. Returns the outcomes per submission, in their order. Either all of it is stored or nothing.
 * Repeats that change nothing are only counted (repeats.ts); a batch of nothing else needs no transaction.
 */
export async function commit(
  kernel: Kernel,
  repeats: Repeats,
  orgId: string,
  submissions: readonly Submission[],
): Promise<EventOutcome[][]> {
  const parts = await split(kernel, repeats, orgId, submissions)
  const loud = parts.filter((part) => part.repeats === undefined)
  if (loud.length > 0 || submissions.some(({ refused, also }) => refused.length > 0 || also !== undefined)) {
    await kernel.work.inOrganization(orgId, (work) => store(work, submissions, loud))
  }
  for (const { submission, index, repeats: alertId } of parts) {
    if (alertId !== undefined) repeats.add(submission, index, alertId)
  }
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
  const parts: Part[] = submissions.flatMap((submission) =>
    submission.events.map((event, index) => {
      // What else the request does in its transaction wants to know what became of its events.
      const incoming = { source: submission.source, event, onTheSpot: submission.also !== undefined }
      return { submission, index, incoming, repeats: undefined }
    }),
  )
  if (parts.length === 0 || !repeats.hasRoom()) return parts
  const incoming = parts.map((part) => part.incoming)
  const alertIds = await findQuietRepeats(kernel.engine, orgId, incoming, kernel.clock.now())
  return parts.map((part, position) => ({ ...part, repeats: alertIds[position] }))
}

async function store(work: Work, submissions: readonly Submission[], parts: readonly Part[]): Promise<void> {
  const incoming = parts.map((part) => part.incoming)
  const outcomes = incoming.length > 0 ? await applyEvents(work, incoming) : []
  for (const [position, part] of parts.entries()) part.outcome = outcomes[position]!
  const rows = parts.map(acceptedRow)
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
}

function acceptedRow({ submission, index, incoming: { event }, outcome }: Part): StoredEvent {
  return {
    sourceId: submission.source.id,
    receivedAt: submission.receivedAt,
    outcome: outcome!.outcome,
    reason: outcome!.reason ?? null,
    detail: detailOf(event),
    dedupKey: event.dedupKey,
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

/** Conditions that could not be evaluated counted as false: their author must be able to see that. */
function detailOf({ failedConditions = [] }: AlertEvent): string | null {
  if (failedConditions.length === 0) return null
  return failedConditions.map(({ condition, message }) => `condition ${condition}: ${message}`).join('; ')
}

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
