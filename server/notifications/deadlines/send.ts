import { setTimeout as pause } from 'node:timers/promises'
import { maxTries } from '../../../rules/notifications/retry.ts'
import { isAway } from '../../kernel/db/away.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Content, Message, Outcome, Provider } from '../channels/channel.ts'
import { recordOutcome } from '../actions/outcomes.ts'
import { actionUrls, linkHours } from '../actions/links.ts'
import { directContent } from '../content/direct.ts'
import { pageContentByChannel } from '../content/page.ts'
import { speakerFor } from '../content/words.ts'
import type { NotificationParts } from '../parts.ts'
import { loadSending } from '../store/sending.ts'
import type { Claim, DirectContent, Sending } from '../types.ts'
import { bundleContentOf } from './bundle-content.ts'

/** After this time the lease has long run out, and another node has sent it under the same id. */
const recordWithinMs = 600_000
const recordAgainMs = 500

/** What was seen longer ago than this is looked at once more before the call; so often at most. */
const freshMs = 1_000
const looks = 3

/**
 * Sends a claimed delivery and records what came of it. Never rejects. While the database is away the outcome is kept and
 * stands in `unrecorded`: who claims anew waits for that, or a message that has arrived would be sent again.
 */
export async function sendClaimed(
  parts: NotificationParts,
  provider: Provider,
  claim: Claim,
  unrecorded: Set<Promise<void>> = new Set(),
): Promise<void> {
  const outcome = await attempt(parts, provider, claim)
  if (outcome === undefined) return
  parts.tries.inc({ provider: provider.name, outcome: outcome.kind })
  if (!provider.simulated) parts.health.note(claim.orgId, provider.name, outcome, parts.kernel.clock.now())
  await record(parts, claim, outcome, unrecorded)
}

async function record(
  { kernel }: NotificationParts,
  claim: Claim,
  outcome: Outcome,
  unrecorded: Set<Promise<void>>,
): Promise<void> {
  const endMs = performance.now() + recordWithinMs
  const settled = Promise.withResolvers<void>()
  for (;;) {
    try {
      await kernel.work.inOrganization(claim.orgId, (work) => recordOutcome(work, claim, outcome))
      break
    } catch (error) {
      if (!isAway(error) || performance.now() > endMs) {
        // The lease runs out, and the delivery is claimed again under the same id.
        kernel.log.error({ delivery: claim.id, error: (error as Error).message }, 'an outcome was not recorded')
        break
      }
      unrecorded.add(settled.promise)
      await pause(recordAgainMs)
    }
  }
  unrecorded.delete(settled.promise)
  settled.resolve()
}

/** What came of the try; undefined when the delivery is not ours to send any more. */
async function attempt(parts: NotificationParts, provider: Provider, claim: Claim): Promise<Outcome | undefined> {
  if (claim.tries > maxTries) return { kind: 'retry', reason: 'gave_up', detail: 'the sender ended several times' }
  try {
    const prepared = await look(parts, claim)
    if (prepared === undefined || 'kind' in prepared) return prepared
    return await callWithin(parts, provider, prepared)
  } catch (error) {
    parts.kernel.log.error({ delivery: claim.id, error: (error as Error).stack }, 'a message could not be sent')
    return { kind: 'retry', reason: 'internal', detail: '' }
  }
}

/**
 * Looks at the delivery right before the call. What was seen can be old by the time it arrives (the network to the database
 * hung, the machine was suspended), and an acknowledgement may have come since: then it is looked at again.
 */
async function look(parts: NotificationParts, claim: Claim): Promise<Message | Outcome | undefined> {
  for (let turn = 1; ; turn += 1) {
    let seenAtMs = 0
    const prepared = await parts.kernel.work.inOrganization(claim.orgId, (work) => {
      seenAtMs = performance.now()
      return prepare(parts, work, claim)
    })
    // Where everything takes so long, a page that may be late is better than none.
    if (performance.now() - seenAtMs < freshMs || turn === looks) return prepared
  }
}

/**
 * The message, unless an acknowledgement has cancelled it since it was claimed or it is another node's by now. Also
 * reads what the message says, so that it tells the newest state of the alert.
 */
async function prepare(parts: NotificationParts, work: Work, claim: Claim): Promise<Message | Outcome | undefined> {
  const sending = await loadSending(work.trx, claim.id)
  if (sending?.status !== 'sending' || sending.tries !== claim.tries) return undefined
  if (Temporal.Instant.compare(work.now, claim.leaseUntil) >= 0) return undefined
  if (sending.contact?.usable === false) return { kind: 'refused', reason: 'contact_unusable', detail: '' }
  const content = await contentOf(parts, work, sending)
  if (content === undefined) {
    return sending.kind === 'bundle' ? undefined : { kind: 'refused', reason: 'alert_gone', detail: '' }
  }
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

async function contentOf(parts: NotificationParts, work: Work, sending: Sending): Promise<Content | undefined> {
  const { kernel, ports } = parts
  if (sending.kind === 'bundle') return bundleContentOf(parts, work, sending)
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
  const facts = await ports.alertFacts(work.trx, work.orgId, sending.page.alertId)
  if (!facts) return undefined
  return pageContentByChannel[sending.channel]({ sending, facts, linkByAction, speaker, now: work.now })
}

/** The call, outside any transaction, ended at the provider's timeout whatever the provider does. */
async function callWithin(parts: NotificationParts, provider: Provider, message: Message): Promise<Outcome> {
  const ended = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      ended.abort()
      resolve({ kind: 'retry', reason: 'timeout', detail: `no answer within ${provider.timeoutMs / 1_000} s` })
    }, provider.timeoutMs)
  })
  const call = provider.send(message, { now: parts.kernel.clock.now(), signal: ended.signal })
  try {
    return await Promise.race([call, timeout])
  } finally {
    clearTimeout(timer)
  }
}
