import { acknowledgementFrom, afterInforming, informedBy, informingAfter } from '../../rules/escalation/acknowledged.ts'
import type { Responder } from '../../rules/escalation/advance.ts'
import { lockAcknowledged, reopen } from '../alerts/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { PageRequest } from '../notifications/index.ts'
import { planPages } from '../notifications/index.ts'
import type { Actor, Entry } from '../timeline/index.ts'
import { writeEntries, writeEntry } from '../timeline/index.ts'
import { openAssignment } from './assign.ts'
import type { Assignment } from './assign.ts'
import { loadCoverage } from './coverage.ts'
import { lockAcknowledgedDue, saveDeadlines } from './store/acknowledged.ts'
import { lockEscalations } from './store/escalations.ts'
import type { AcknowledgedDeadlines, Escalation } from './types.ts'

export const acknowledgedLoopName = 'acknowledged'

/** What is due after an acknowledgement that is given now: nothing for most policies. */
export function deadlinesAfter(work: Work, escalation: Escalation): AcknowledgedDeadlines {
  const { policy, step, priority, nextAt } = escalation
  const { remindAt, endsAt } = acknowledgementFrom(policy, work.now)
  const informAt = informingAfter(policy, step, priority, nextAt)?.at ?? null
  return { informAt, remindAt, acknowledgementEndsAt: endsAt }
}

/** Somebody is still on it: an acknowledgement that would end holds for its whole time again. */
export async function renew(work: Work, again: { alertId: string; actor: Actor; via: string }): Promise<void> {
  const [escalation] = await lockEscalations(work.trx, [again.alertId])
  if (!escalation?.acknowledgementEndsAt) return
  const { alertId, step, informAt } = escalation
  const { remindAt, endsAt } = acknowledgementFrom(escalation.policy, work.now)
  await saveDeadlines(work.trx, work.orgId, [{ alertId, step, informAt, remindAt, acknowledgementEndsAt: endsAt }])
  await writeEntry(work, {
    alertId,
    kind: 'alert.renewed',
    actor: again.actor,
    data: { via: again.via, ...(endsAt && { endsAt: endsAt.toString() }) },
  })
  work.changed('alerts', alertId)
}

/**
 * Handles acknowledged alerts of which something is due: whoever acknowledged is asked whether they are still on it, people
 * who want to know of what is not resolved are informed, and an acknowledgement that nobody renewed ends. Returns how many
 * were handled.
 */
export async function followAcknowledged(work: Work, alertIds: readonly string[]): Promise<number> {
  const { free, acknowledged } = await lockAcknowledged(work, alertIds)
  const due = await lockAcknowledgedDue(work.trx, free, work.now)
  // A node of the release before answers an alert without knowing of these deadlines.
  const over = due.filter((one) => !acknowledged.has(one.alertId))
  const standing = due.filter((one) => acknowledged.has(one.alertId))
  const [ended, holding] = partition(standing, (one) => isDue(work, one.acknowledgementEndsAt))
  const reminded = holding.filter((one) => isDue(work, one.remindAt))
  const informing = holding.filter((one) => isDue(work, one.informAt))
  const informedById = await inform(work, informing)
  await planPages(
    work,
    reminded.flatMap((one) => reminderOf(work, one)),
  )
  const cleared = { informAt: null, remindAt: null, acknowledgementEndsAt: null }
  await saveDeadlines(work.trx, work.orgId, [
    ...over.map((one) => ({ ...one, ...cleared })),
    ...holding.map((one) => ({
      ...one,
      ...informedById.get(one.alertId),
      remindAt: reminded.includes(one) ? null : one.remindAt,
    })),
  ])
  await reopen(
    work,
    ended.map((one) => one.alertId),
    'acknowledge_timeout',
  )
  for (const one of holding.slice(0, 50)) work.changed('alerts', one.alertId)
  return due.length
}

const isDue = (work: Work, at: Temporal.Instant | null) => at !== null && Temporal.Instant.compare(at, work.now) <= 0

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}

/** One message, where the person is reached first; nobody is asked when a source or a key acknowledged. */
function reminderOf(work: Work, escalation: Escalation): PageRequest[] {
  const { acknowledgedBy } = escalation
  if (acknowledgedBy === null) return []
  return [newsFor(work, escalation, acknowledgedBy, { kind: 'reminder', step: escalation.step, reason: {} })]
}

type News = Pick<PageRequest, 'kind' | 'step' | 'reason'>

function newsFor(work: Work, { alertId, priority, epoch, round }: Escalation, userId: string, news: News): PageRequest {
  const once = { attempts: 1, repeatEverySeconds: 60, stepEndsAt: work.now }
  return { alertId, userId, priority, epoch, round, ...news, ...once }
}

/** Where an escalation stands after a step informed. */
type Informed = Pick<Escalation, 'step' | 'informAt'>

/** Runs the steps that are due although somebody has acknowledged. A step that reaches nobody passes to the next at once. */
async function inform(work: Work, due: readonly Escalation[]): Promise<Map<string, Informed>> {
  if (due.length === 0) return new Map()
  const policies = due.map((one) => one.policy)
  const coverage = await loadCoverage(work.trx, policies, work.now)
  const assignment = await openAssignment(work.trx, due, coverage)
  const turns = due.map((one) => turnOf(work, one, assignment))
  await assignment.save(work.orgId)
  await writeEntries(
    work,
    turns.flatMap((turn) => turn.entries),
  )
  const planned = await planPages(
    work,
    turns.flatMap((turn) => turn.requests),
  )
  let taken = 0
  return new Map(
    turns.map(({ escalation, step, requests }) => {
      const pages = planned.slice(taken, (taken += requests.length))
      const { alertId, policy, priority } = escalation
      const hasReached = pages.some((page) => page.deliveries > 0)
      return [alertId, { step, informAt: afterInforming(policy, { step, hasReached }, priority, work.now) }]
    }),
  )
}

interface Turn {
  escalation: Escalation
  step: number
  requests: PageRequest[]
  entries: Entry[]
}

function turnOf(work: Work, escalation: Escalation, assignment: Assignment): Turn {
  const { policy, alertId, round } = escalation
  const respondersOf = (index: number) => assignment.respondersOf(escalation, index)
  const { step, isEmpty, responders } = informedBy(policy, escalation, work.now, respondersOf)
  const place = { step: step + 1, steps: policy.steps.length, round: round + 1, policy: policy.name }
  const entries: Entry[] = isEmpty
    ? [{ alertId, kind: 'escalation.skipped', data: { ...place, reason: 'nobody_on_call' } }]
    : [{ alertId, kind: 'escalation.informed', data: place }]
  const requestOf = ({ userId, via }: Responder) =>
    newsFor(work, escalation, userId, { kind: 'inform', step, reason: via })
  return { escalation, step, requests: responders.map(requestOf), entries }
}
