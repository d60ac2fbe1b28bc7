import type { ResponderView } from '../../../contract/by-hand.ts'
import { respondersOf } from '../../../rules/escalation/responders.ts'
import type { Alert } from '../../alerts/index.ts'
import { usersById } from '../../identity/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { listPagesByEpoch } from '../../notifications/index.ts'
import { progressOf } from '../progress.ts'
import { listAccepted } from '../store/responders.ts'
import type { Escalation } from '../types.ts'

/** Everybody who is or was on an alert, and who comes next. */
export async function showResponders(
  work: Work,
  alert: Alert,
  escalation: Pick<Escalation, 'epoch'> | undefined,
): Promise<ResponderView[]> {
  const accepted = await listAccepted(work.trx, alert.id)
  const { acknowledgedBy, acknowledgedAt, status } = alert
  const users = await usersById(work.trx, [
    ...accepted.map((one) => one.userId),
    ...(acknowledgedBy ? [acknowledgedBy] : []),
  ])
  const acknowledger = acknowledgedBy === null ? undefined : users.get(acknowledgedBy)
  const progress = status === 'resolved' ? undefined : (await progressOf(work.trx, [alert.id], work.now)).get(alert.id)
  const paged = progress && progress.nextAt !== null && progress.next.kind !== 'inform' && progress.next.kind !== 'end'
  return respondersOf(await listPagesByEpoch(work.trx, alert.id), {
    epoch: escalation?.epoch ?? 0,
    acknowledged:
      acknowledger && acknowledgedAt
        ? { user: { key: acknowledger.key, name: acknowledger.name }, at: acknowledgedAt.toString() }
        : undefined,
    acceptedAtByKey: new Map(
      accepted.flatMap(({ userId, acceptedAt }) => {
        const key = users.get(userId)?.key
        return key === undefined ? [] : [[key, acceptedAt.toString()] as const]
      }),
    ),
    next: paged ? { at: progress.nextAt!.toString(), people: progress.nextPeople } : undefined,
  })
}
