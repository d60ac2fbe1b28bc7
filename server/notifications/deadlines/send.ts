import { maxTries } from '../../../rules/notifications/retry.ts'
import type { Message, Outcome, Provider } from '../channels/channel.ts'
import type { NotificationParts } from '../parts.ts'
import type { Claim } from '../types.ts'
import type { Seen } from './look.ts'
import { lookAt } from './look.ts'
import type { Recorder } from './record.ts'

/** What was seen longer ago than this is looked at once more before the call; so often at most. */
const freshMs = 1_000
const looks = 3

/**
 * Sends a claimed delivery and records what came of it. Never rejects. `seen` is what the look found that was taken together
 * with others; without it the delivery is looked at alone.
 */
export async function sendClaimed(
  parts: NotificationParts,
  provider: Provider,
  claim: Claim,
  { recorder, seen }: { recorder: Recorder; seen?: Seen | undefined },
): Promise<void> {
  const outcome = await attempt(parts, provider, claim, seen)
  if (outcome === undefined) return
  parts.tries.inc({ provider: provider.name, outcome: outcome.kind })
  if (!provider.simulated) parts.health.note(claim.orgId, provider.name, outcome, parts.kernel.clock.now())
  await recorder.record(claim, outcome)
}

/** What came of the try; undefined when the delivery is not ours to send any more. */
async function attempt(
  parts: NotificationParts,
  provider: Provider,
  claim: Claim,
  seen: Seen | undefined,
): Promise<Outcome | undefined> {
  if (claim.tries > maxTries) return { kind: 'retry', reason: 'gave_up', detail: 'the sender ended several times' }
  try {
    const found = await freshly(parts, claim, seen)
    if (found === undefined || 'kind' in found) return found
    return await callWithin(parts, provider, found)
  } catch (error) {
    parts.kernel.log.error({ delivery: claim.id, error: (error as Error).stack }, 'a message could not be sent')
    return { kind: 'retry', reason: 'internal', detail: '' }
  }
}

/**
 * What was seen right before the call. It can be old by now (the network to the database hung, the machine was suspended), and
 * an acknowledgement may have come since: then the delivery is looked at again.
 */
async function freshly(
  parts: NotificationParts,
  claim: Claim,
  together: Seen | undefined,
): Promise<Message | Outcome | undefined> {
  let seen = together ?? (await lookAlone(parts, claim))
  // Where everything takes so long, a page that may be late is better than none.
  for (let turn = 1; turn < looks && performance.now() - seen.atMs >= freshMs; turn += 1) {
    seen = await lookAlone(parts, claim)
  }
  return seen.found
}

async function lookAlone(parts: NotificationParts, claim: Claim): Promise<Seen> {
  const seen = await parts.kernel.work.inOrganization(claim.orgId, (work) => lookAt(parts, work, [claim]))
  return seen.get(claim.id)!
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
