import { retryAt } from '../../../rules/notifications/retry.ts'
import { afterReceipt } from '../../../rules/notifications/receipt.ts'
import type { Receipt } from '../../../rules/notifications/receipt.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Outcome } from '../channels/channel.ts'
import type { RecordedDelivery } from '../store/outcomes.ts'
import {
  lockByProviderMessage,
  lockDelivery,
  lockWithPage,
  setCancelled,
  setDelivered,
  setFailed,
  setRetry,
  setSent,
  setSentTogether,
} from '../store/outcomes.ts'
import type { Claim, Failure } from '../types.ts'
import { failBundle, putOffBundle, tellBundleSent } from './bundle-outcomes.ts'
import { disableIfBad, failPage, tell, tellEach, useNextContact } from './consequences.ts'

/** What the other side said is kept for the reader of the timeline; nobody reads more than this. */
const detailLength = 500

/** From the second failed try on the person's next contact is used meanwhile (wire B11: a greylisting server takes minutes). */
const triesBeforeNext = 2

/** Writes down what became of a send, in the transaction of `work`. */
export async function recordOutcome(work: Work, claim: Claim, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'sent') return recordSent(work, claim, outcome)
  const rows = await lockWithPage(work.trx, claim.id)
  const row = rows.find((one) => one.id === claim.id)
  // Cancelled meanwhile, or taken over by another node after our lease: then its outcome counts.
  if (row?.status !== 'sending' || row.tries !== claim.tries) return
  const { reason } = outcome
  const detail = outcome.detail.slice(0, detailLength)
  if (outcome.kind === 'refused') return fail(work, rows, row, { reason, detail, refused: true })
  const at = retryAt(row.tries, work.now, outcome.afterSeconds)
  if (at === undefined || isSuperseded(rows, row, at)) {
    return fail(work, rows, row, { reason, detail, refused: false })
  }
  await setRetry(work.trx, row.id, { at, reason, detail })
  if (row.kind === 'bundle')
    return row.tries === triesBeforeNext ? putOffBundle(work, row, { at, reason, detail }) : undefined
  const instead = row.tries === triesBeforeNext ? await useNextContact(work, row) : undefined
  await tell(work, row, 'delivery.retry', { try: row.tries, retryAt: at.toString(), reason, detail, ...instead })
}

/** A later message on the same contact is due no later than the retry would be: it takes this one's place. */
function isSuperseded(rows: readonly RecordedDelivery[], row: RecordedDelivery, at: Temporal.Instant): boolean {
  return rows.some(
    (one) =>
      one.status === 'planned' &&
      one.contactId === row.contactId &&
      one.attempt > row.attempt &&
      Temporal.Instant.compare(one.dueAt, at) <= 0,
  )
}

export type Sent = Extract<Outcome, { kind: 'sent' }>

async function recordSent(work: Work, claim: Claim, outcome: Sent): Promise<void> {
  if (claim.kind !== 'bundle') return recordSentTogether(work, [{ claim, outcome }])
  const row = await lockDelivery(work.trx, claim.id)
  if (!row || row.status === 'sent' || row.status === 'delivered') return
  const { providerMessageId = null, receipt } = outcome
  await setSent(work.trx, row.id, { at: work.now, providerMessageId, delivered: receipt === 'delivered' })
  await tellBundleSent(work, row)
}

/**
 * Writes down several messages that were taken, none of them a bundle, in the transaction of `work`: two statements, however
 * many they are. One that is recorded already is not told again.
 */
export async function recordSentTogether(work: Work, sent: readonly { claim: Claim; outcome: Sent }[]): Promise<void> {
  // Two senders of one delivery, of which one took over the other's lease: it is one message.
  const told = new Map(
    sent.map(({ claim: { id }, outcome: { providerMessageId = null, receipt } }) => [
      id,
      { id, providerMessageId, delivered: receipt === 'delivered' },
    ]),
  )
  const rows = await setSentTogether(work.trx, [...told.values()], work.now)
  await tellEach(
    work,
    rows.map((row) => ({
      row,
      kind: told.get(row.id)!.delivered ? ('delivery.delivered' as const) : ('delivery.sent' as const),
      // An acknowledgement came while the call was under way: the timeline tells what really happened.
      data: row.status === 'cancelled' ? { alreadyOnItsWay: true } : {},
    })),
  )
}

/**
 * A provider reports on a message that it took. Receipts come late, twice and out of order: the status only moves forward.
 * False when no delivery has this message id.
 */
export async function recordReceipt(work: Work, providerMessageId: string, receipt: Receipt): Promise<boolean> {
  const found = await lockByProviderMessage(work.trx, providerMessageId)
  if (!found) return false
  const status = afterReceipt(found.status, receipt)
  if (status === 'delivered') {
    await setDelivered(work.trx, found.id, work.now)
    await tell(work, found, 'delivery.delivered', {})
  } else if (status === 'failed') {
    const rows = await lockWithPage(work.trx, found.id)
    await fail(work, rows, found, { reason: 'refused', detail: 'reported by the provider', refused: true })
  }
  return true
}

interface Failing {
  reason: Failure
  detail: string
  /** The same again on this contact changes nothing. */
  refused: boolean
}

/** The message has failed for good: the person's next contact is used now, and the page fails when none is left. */
async function fail(
  work: Work,
  rows: readonly RecordedDelivery[],
  row: RecordedDelivery,
  failing: Failing,
): Promise<void> {
  const { reason, detail } = failing
  await setFailed(work.trx, row.id, reason, detail)
  if (row.kind === 'bundle') return failBundle(work, row, failing)
  const repeats = rows.filter((one) => one.contactId === row.contactId && one.id !== row.id && one.status === 'planned')
  const given = failing.refused ? repeats : []
  await setCancelled(
    work.trx,
    given.map((one) => one.id),
    'contact_refused',
  )
  const disabled = failing.refused && (await disableIfBad(work, row, reason))
  const instead = await useNextContact(work, row)
  await tell(work, row, 'delivery.failed', {
    reason,
    detail,
    tries: row.tries,
    ...instead,
    ...(disabled && { contactDisabled: true }),
    ...(given.length > 0 && { repeatsCancelled: given.length }),
  })
  const alive = rows.some((one) => one.id !== row.id && !given.includes(one) && isAlive(one))
  const { pageId, alertId, userId, epoch } = row
  if (alive || instead.instead !== undefined || pageId === null || alertId === null) return
  await failPage(work, { pageId, alertId, userId, epoch: epoch ?? 0 }, row.userName)
}

const isAlive = (row: RecordedDelivery) => ['planned', 'sending', 'sent', 'delivered', 'bundled'].includes(row.status)
