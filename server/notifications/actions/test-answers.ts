import { afterReceipt } from '../../../rules/notifications/receipt.ts'
import type { Work } from '../../kernel/db/work.ts'
import { findAnswer, insertAnswer } from '../store/answers.ts'
import type { findLinked } from '../store/answers.ts'
import { lockDelivery, setDelivered } from '../store/outcomes.ts'
import type { AnswerVia } from '../types.ts'
import type { ActionLink } from './links.ts'

/** Whose test message a link belongs to, and over which contact it came. */
interface LinkedTest {
  person: { userId: string; name: string; language: 'de' | 'en'; timeZone: string }
}

/** What the link of a test message shows; looking changes nothing. */
export type TestView =
  | { kind: 'test'; state: 'open'; test: LinkedTest }
  | { kind: 'test'; state: 'expired'; test: LinkedTest }
  | { kind: 'test'; state: 'used'; test: LinkedTest; at: Temporal.Instant }

/** What came of using it. */
export type TestUse = Exclude<TestView, { state: 'open' }> | { kind: 'test'; state: 'answered'; test: LinkedTest }

type Linked = NonNullable<Awaited<ReturnType<typeof findLinked>>>

export async function lookAtTest(work: Work, link: ActionLink, linked: Linked): Promise<TestView | undefined> {
  if (link.action !== 'acknowledge') return undefined
  const { userId, userName: name, language, timeZone } = linked
  const test = { person: { userId, name, language, timeZone } }
  const answered = await findAnswer(work.trx, link.deliveryId, 'acknowledge')
  if (answered) return { kind: 'test', state: 'used', test, at: answered.at }
  const isOver = Temporal.Instant.compare(link.expiresAt, work.now) <= 0
  return isOver ? { kind: 'test', state: 'expired', test } : { kind: 'test', state: 'open', test }
}

/** Of two presses at once the second finds that it was answered. */
export async function useTestLink(work: Work, link: ActionLink, { test }: TestView): Promise<TestUse> {
  const { userId } = test.person
  if (await confirmTest(work, { deliveryId: link.deliveryId, userId, via: 'link' }))
    return { kind: 'test', state: 'answered', test }
  const before = await findAnswer(work.trx, link.deliveryId, 'acknowledge')
  return { kind: 'test', state: 'used', test, at: before?.at ?? work.now }
}

/** The person says that a test message has reached them; so it has arrived. False when they had said so before. */
export async function confirmTest(
  work: Work,
  { deliveryId, userId, via }: { deliveryId: string; userId: string; via: AnswerVia },
): Promise<boolean> {
  const { trx, orgId, now } = work
  const answer = {
    orgId,
    id: work.id(),
    deliveryId,
    alertId: null,
    userId,
    action: 'acknowledge',
    via,
    at: now,
  } as const
  if (!(await insertAnswer(trx, answer))) return false
  const row = await lockDelivery(trx, deliveryId)
  if (row && afterReceipt(row.status, 'delivered') !== undefined) await setDelivered(trx, deliveryId, now)
  work.changed('messages', deliveryId)
  return true
}
