import type { Work } from '../kernel/db/work.ts'
import type { RuledEvent } from './rules/apply.ts'
import { claimMessages } from './store/messages.ts'

/** Nobody tries for longer: Amazon an hour, Azure Event Grid a day. */
const keptHours = 48

/**
 * The events of a batch, those turned into nothing which came in a message that was received before: the answer to the first
 * one got lost, or somebody plays it back. They are recorded with their reason. The parts themselves stay as they are, for
 * the transaction may run again.
 */
export async function withoutReceived<Part extends RuledEvent>(work: Work, parts: readonly Part[]): Promise<Part[]> {
  const named = parts.flatMap(({ submission, incoming }) =>
    incoming.event.messageId === undefined
      ? []
      : [{ sourceId: submission.source.id, idHash: incoming.event.messageId }],
  )
  if (named.length === 0) return [...parts]
  const expiresAt = work.now.add({ hours: keptHours })
  const claimed = await claimMessages(work.trx, work.orgId, named, expiresAt)
  const fresh = new Set(claimed.map(({ sourceId, idHash }) => `${sourceId} ${idHash}`))
  return parts.map((part) => {
    const { messageId } = part.incoming.event
    // The first one of a batch takes the name with it.
    if (messageId === undefined || fresh.delete(`${part.submission.source.id} ${messageId}`)) return part
    const event = { ...part.incoming.event, action: 'ignore' as const, reason: 'already_received' as const }
    const { hold: _, ...incoming } = part.incoming
    return { ...part, incoming: { ...incoming, event } }
  })
}
