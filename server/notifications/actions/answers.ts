import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { writeEntry } from '../../timeline/index.ts'
import { findAnswer, insertAnswer } from '../store/answers.ts'
import type { AnswerAction, AnswerOutcome, AnswerVia, NotificationPorts } from '../types.ts'

/** Somebody answers a page outside the console. */
export interface Answer {
  deliveryId: string
  alertId: string
  action: AnswerAction
  userId: string
  userName: string
  via: AnswerVia
}

/** `used`: the link had done its work before; nothing was changed now. */
export type AnswerResult = AnswerOutcome | { kind: 'used'; at: Temporal.Instant }

/** The alert cannot do what was asked, such as going up a policy that it does not have. */
export class AnswerRefused extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

/**
 * Carries out an answer. A link acts once; a person who writes or presses the same again means it again. Throws AnswerRefused
 * (the transaction is undone then, so nothing is kept of the answer).
 */
export async function takeAnswer(work: Work, ports: NotificationPorts, answer: Answer): Promise<AnswerResult> {
  const { deliveryId, alertId, action, userId, userName, via } = answer
  const row = { orgId: work.orgId, id: work.id(), deliveryId, alertId, userId, action, via, at: work.now }
  const first = await insertAnswer(work.trx, row)
  if (!first && via === 'link') {
    const before = await findAnswer(work.trx, deliveryId, action)
    return { kind: 'used', at: before?.at ?? work.now }
  }
  await writeEntry(work, {
    alertId,
    kind: 'answer.received',
    actor: { kind: 'user', id: userId, name: userName },
    data: { name: userName, action, via, channel: via, deliveryId },
  })
  try {
    return await ports.answer(work, { alertId, action, userId, userName, via })
  } catch (error) {
    throw error instanceof Fault ? new AnswerRefused(error) : error
  }
}
