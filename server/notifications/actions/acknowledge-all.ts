import { takeAnswer } from './answers.ts'
import type { NotificationParts } from '../parts.ts'
import { findAnswer, insertAnswer } from '../store/answers.ts'
import { countMembers, listTold } from '../store/bundles.ts'
import type { AnswerVia } from '../types.ts'

/** So many alerts are acknowledged in one transaction: their people are not called meanwhile, and nobody waits long. */
const alertsPerTransaction = 500

export interface AnswerToAll {
  orgId: string
  bundleId: string
  userId: string
  userName: string
  via: AnswerVia
}

/** `acknowledged` of the alerts of the message; the others of `count` had been answered before. Or the link was used. */
export type AllAnswered = { kind: 'done'; acknowledged: number; count: number } | { kind: 'used'; at: Temporal.Instant }

/**
 * Acknowledges every alert of a bundle that nobody has answered. Alert by alert it is what a single acknowledgement is, with
 * its entry in the timeline; a link counts as used once all of it is done, so that one that was interrupted can be used again.
 */
export async function acknowledgeAll(parts: NotificationParts, answer: AnswerToAll): Promise<AllAnswered> {
  const { work } = parts.kernel
  const { orgId, bundleId, via } = answer
  const begun = await work.inOrganization(orgId, async ({ trx }) => ({
    before: via === 'link' ? await findAnswer(trx, bundleId, 'acknowledge') : undefined,
    count: (await countMembers(trx, bundleId)).count,
  }))
  if (begun.before) return { kind: 'used', at: begun.before.at }
  let acknowledged = 0
  for (let after: string | undefined; ;) {
    const step = await acknowledgeSome(parts, answer, begun.count, after)
    acknowledged += step.acknowledged
    if (step.last === undefined) break
    after = step.last
  }
  await work.inOrganization(orgId, async ({ trx, id, now: at }) => {
    await insertAnswer(trx, { ...rowOf(answer), id: id(), at })
  })
  return { kind: 'done', acknowledged, count: begun.count }
}

function rowOf({ orgId, bundleId, userId, via }: AnswerToAll) {
  return { orgId, deliveryId: bundleId, alertId: null, userId, action: 'acknowledge' as const, via }
}

/** One transaction; `last` is undefined when nothing is left. */
async function acknowledgeSome(
  parts: NotificationParts,
  answer: AnswerToAll,
  together: number,
  after: string | undefined,
): Promise<{ acknowledged: number; last: string | undefined }> {
  const { bundleId, userId, userName, via } = answer
  return parts.kernel.work.inOrganization(answer.orgId, async (work) => {
    const told = await listTold(work.trx, bundleId, after, alertsPerTransaction)
    const alertIds = told.map((one) => one.alertId)
    let acknowledged = await parts.ports.acknowledgeMany(work, { alertIds, userId, userName, via, together })
    // Whoever acknowledged and is asked whether they are still on it says yes.
    for (const { deliveryId, alertId } of told.filter((one) => one.pageKind === 'reminder')) {
      const renewed = await takeAnswer(work, parts.ports, {
        deliveryId,
        alertId,
        action: 'acknowledge',
        userId,
        userName,
        via,
      })
      if (renewed.kind === 'renewed') acknowledged += 1
    }
    const last = told.length < alertsPerTransaction ? undefined : told.at(-1)!.alertId
    return { acknowledged, last }
  })
}
