import type { AlertEvent } from '../../contract/intake/event.ts'
import { applyEvents } from '../alerts/index.ts'
import type { EventOutcome, IncomingEvent } from '../alerts/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { insertEvents } from './store/events.ts'
import type { StoredEvent, Submission } from './types.ts'

/**
 * Stores what several requests of one organization brought: alerts, their escalations and the raw events with what became
 * of each, in one transaction. Returns the outcomes per submission, in their order. Either all of it is stored or nothing.
 */
export async function commit(
  kernel: Kernel,
  orgId: string,
  submissions: readonly Submission[],
): Promise<EventOutcome[][]> {
  return kernel.work.inOrganization(orgId, (work) => store(work, submissions))
}

async function store(work: Work, submissions: readonly Submission[]): Promise<EventOutcome[][]> {
  const incoming: IncomingEvent[] = submissions.flatMap(({ source, events }) =>
    events.map((event) => ({ source, event })),
  )
  const outcomes = incoming.length > 0 ? await applyEvents(work, incoming) : []
  const rows: StoredEvent[] = []
  const result: EventOutcome[][] = []
  let position = 0
  for (const submission of submissions) {
    const own = outcomes.slice(position, (position += submission.events.length))
    result.push(own)
    rows.push(...acceptedRows(submission, own), ...refusedRows(submission), ...(await otherRows(work, submission, own)))
  }
  await insertEvents(
    work.trx,
    work.orgId,
    rows.map(() => work.id()),
    rows,
  )
  for (const id of new Set(rows.map((row) => row.sourceId))) work.changed('sources', id)
  return result
}

function acceptedRows({ source, events, raws, receivedAt }: Submission, outcomes: EventOutcome[]): StoredEvent[] {
  return events.map((event, index) => {
    const { outcome, reason, alertId } = outcomes[index]!
    return {
      sourceId: source.id,
      receivedAt,
      outcome,
      reason: reason ?? null,
      detail: detailOf(event),
      dedupKey: event.dedupKey,
      alertId: alertId ?? null,
      raw: raws[index]!,
    }
  })
}

async function otherRows(work: Work, submission: Submission, outcomes: EventOutcome[]): Promise<StoredEvent[]> {
  const { source, receivedAt, also } = submission
  const kept = also === undefined ? [] : await also(work, outcomes)
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
