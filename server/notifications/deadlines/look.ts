import type { Work } from '../../kernel/db/work.ts'
import { actionUrls, linkHours } from '../actions/links.ts'
import type { Content, Message, Outcome } from '../channels/channel.ts'
import { directContent } from '../content/direct.ts'
import { pageContentByChannel } from '../content/page.ts'
import { speakerFor } from '../content/words.ts'
import type { NotificationParts } from '../parts.ts'
import { loadSendings } from '../store/sending.ts'
import type { AlertFacts, Claim, DirectContent, Sending } from '../types.ts'
import { bundleContentOf } from './bundle-content.ts'

/**
 * What a look found: the message, what came of it without a call, or undefined when it is not ours to send any more.
 * `atMs` is when it was looked, by performance.now.
 */
export interface Seen {
  atMs: number
  found: Message | Outcome | undefined
}

/**
 * Looks at claimed deliveries right before their calls, all in the transaction of `work` and with a constant number of
 * statements: an acknowledgement may have cancelled some since they were claimed, others may be another node's by now. Also
 * reads what the messages say, so that they tell the newest state of their alerts. A message that cannot be made fails alone.
 */
export async function lookAt(
  parts: NotificationParts,
  work: Work,
  claims: readonly Claim[],
): Promise<Map<string, Seen>> {
  const atMs = performance.now()
  const ids = claims.map((claim) => claim.id)
  const sendingById = ids.length === 0 ? new Map<string, Sending>() : await loadSendings(work.trx, ids)
  const alertIds = [...sendingById.values()].flatMap(({ page }) => page?.alertId ?? [])
  const factsById = await parts.ports.factsOfAlerts(work.trx, [...new Set(alertIds)])
  const seen = new Map<string, Seen>()
  for (const claim of claims) {
    const sending = sendingById.get(claim.id)
    const found = isOurs(work, claim, sending) ? await prepare(parts, work, sending, factsById) : undefined
    seen.set(claim.id, { atMs, found })
  }
  return seen
}

function isOurs(work: Work, claim: Claim, sending: Sending | undefined): sending is Sending {
  if (sending?.status !== 'sending' || sending.tries !== claim.tries) return false
  return Temporal.Instant.compare(work.now, claim.leaseUntil) < 0
}

type FactsById = ReadonlyMap<string, AlertFacts>

async function prepare(
  parts: NotificationParts,
  work: Work,
  sending: Sending,
  factsById: FactsById,
): Promise<Message | Outcome | undefined> {
  if (sending.contact?.usable === false) return { kind: 'refused', reason: 'contact_unusable', detail: '' }
  // Reads and writes more than the others, and is therefore looked at alone (send.ts): what goes wrong there is told there.
  if (sending.kind === 'bundle') {
    const bundle = await bundleContentOf(parts, work, sending)
    return bundle && messageOf(sending, bundle)
  }
  try {
    const content = contentOf(parts, work, sending, factsById)
    return content ? messageOf(sending, content) : { kind: 'refused', reason: 'alert_gone', detail: '' }
  } catch (error) {
    parts.kernel.log.error({ delivery: sending.id, error: (error as Error).stack }, 'a message could not be made')
    return { kind: 'retry', reason: 'internal', detail: '' }
  }
}

function messageOf(sending: Sending, content: Content): Message {
  return {
    deliveryId: sending.id,
    recipient: sending.recipient,
    address: sending.address,
    contactKey: sending.contact?.key,
    contactSecretSealed: sending.contact?.secretSealed ?? null,
    organization: sending.organization,
    content,
  }
}

function contentOf(
  { kernel }: NotificationParts,
  work: Work,
  sending: Sending,
  factsById: FactsById,
): Content | undefined {
  const speaker = speakerFor(kernel.i18n, sending.recipient)
  const linkByAction = actionUrls(kernel, {
    orgId: work.orgId,
    deliveryId: sending.id,
    expiresAt: work.now.add({ hours: linkHours }),
  })
  if (sending.page === null) {
    const content = JSON.parse(kernel.secrets.open('content', sending.contentSealed ?? '')) as DirectContent
    return directContent({ sending, content, speaker, linkByAction, now: work.now }, sending.channel)
  }
  const facts = factsById.get(sending.page.alertId)
  if (!facts) return undefined
  return pageContentByChannel[sending.channel]({ sending, facts, linkByAction, speaker, now: work.now })
}
