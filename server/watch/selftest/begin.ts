import { nextAtTime } from '../../../rules/watch/plan.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { deleteSelfTestsBefore, insertSelfTest, lockPlan, noteLink, setPlan } from '../store/self-tests.ts'

export const selfTestLoopName = 'self-tests'

const keptDays = 365

/** Plans the daily self-test, and begins it when its time has come. */
export async function followPlan(work: Work): Promise<void> {
  const plan = await lockPlan(work.trx)
  if (!plan?.selfTestTime) return
  const due = plan.selfTestNextAt && Temporal.Instant.compare(plan.selfTestNextAt, work.now) <= 0
  if (plan.selfTestNextAt && !due) return
  await setPlan(work.trx, nextAtTime(plan.selfTestTime, plan.timeZone, work.now))
  if (!due) return
  await insertSelfTest(work.trx, { orgId: work.orgId, id: work.id(), at: work.now })
  await deleteSelfTestsBefore(work.trx, work.now.subtract({ hours: keptDays * 24 }))
}

/** Begins one now; returns its id. Throws conflict while one is running. */
export async function beginNow(work: Work): Promise<string> {
  const id = work.id()
  const begun = await insertSelfTest(work.trx, { orgId: work.orgId, id, at: work.now })
  if (!begun) throw new Fault('conflict', 'A self-test is running already; it takes two minutes at most.')
  work.wake(selfTestLoopName)
  return id
}

/** The page of the self-test has arrived at its receiver. */
export async function noteArrival(work: Work, page: { alertId: string; acknowledgeUrl: string }): Promise<void> {
  await noteLink(work.trx, { alertId: page.alertId, link: page.acknowledgeUrl, now: work.now })
  work.wake(selfTestLoopName)
}
