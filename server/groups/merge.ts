import type { Alert, Answerer } from '../alerts/index.ts'
import { answerTogether, findAlert, lockAlerts, raiseTogether, unacknowledge } from '../alerts/index.ts'
import { moveHolds, release } from '../holds/index.ts'
import { LostRace } from '../kernel/db/work.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import { writeEntries, writeEntry } from '../timeline/index.ts'
import { insertGroups, listGrouped, lockLedBy, removeGroup } from './store/groups.ts'
import { listMemberships, listOpenMembers, markLeft, moveMembers, upsertMembers } from './store/members.ts'
import type { Group } from './types.ts'
import { causeOf, holdBehind, waits } from './waiting.ts'

/**
 * Makes an alert a member of another one, with whatever belongs to it: what runs for it stops. If the other one belongs to a
 * third, it goes there. An alert that nobody has answered shares the acknowledgement of the one it goes to. Throws not_found,
 * already_resolved, and conflict when the other one is resolved, is the same, pages nobody, or is about another customer.
 */
export async function merge(work: Work, id: string, into: string, by: Answerer): Promise<void> {
  const targetId = await targetOf(work, into)
  if (targetId === id)
    throw new Fault('conflict', 'An alert cannot be merged into itself or into one that belongs to it.')
  const alerts = new Map((await lockAlerts(work.trx, [id, targetId], { wait: true })).map((one) => [one.id, one]))
  const [alert, target] = [alerts.get(id), alerts.get(targetId)]
  if (!alert || !target) throw new Fault('not_found', 'There is no such alert.')
  check(alert, target)
  await checkPages(work, alert, target)
  const groups = await lockLedBy(work.trx, [id, targetId])
  if ((await listMemberships(work.trx, [targetId])).length > 0) throw new LostRace('the other alert has got a lead')
  const group = groups.find((one) => one.leadId === targetId) ?? (await openGroup(work, targetId))
  const own = groups.find((one) => one.leadId === id)
  const brought = own ? await bring(work, own, group, target) : []
  await upsertMembers(work.trx, work.orgId, [{ alertId: id, groupId: group.id, score: null }], work.now)
  await writeEntries(work, [
    { alertId: id, kind: 'group.merged', actor: by.actor, data: { number: target.number, summary: target.summary } },
    { alertId: targetId, kind: 'group.took', actor: by.actor, data: { number: alert.number, summary: alert.summary } },
  ])
  await follow(work, { alert, target, brought }, by)
  for (const one of [id, targetId]) work.changed('alerts', one)
}

/** An alert leaves its group and pages for itself. Throws not_found, already_resolved, and conflict when it belongs to none. */
export async function leave(work: Work, id: string, by: Answerer): Promise<void> {
  const [alert] = await lockAlerts(work.trx, [id], { wait: true })
  if (!alert) throw new Fault('not_found', 'There is no such alert.')
  if (alert.status === 'resolved') throw new Fault('already_resolved', 'The alert is resolved; nobody is paged for it.')
  const left = await markLeft(work.trx, [id], work.now)
  if (left.length === 0) throw new Fault('conflict', 'The alert belongs to no other alert, so there is none to leave.')
  await writeEntry(work, { alertId: id, kind: 'group.left', actor: by.actor })
  // Nobody has looked at this one: it was acknowledged because its lead was.
  if (alert.acknowledgedVia === 'group') await unacknowledge(work, id, by)
  else await release(work, [id], 'left')
  work.changed('alerts', id)
}

async function targetOf(work: Work, into: string): Promise<string> {
  const found = await findAlert(work.trx, into)
  if (!found) throw new Fault('not_found', `There is no alert ${into} to merge into.`)
  const [membership] = await listMemberships(work.trx, [found.id])
  return membership?.leadId ?? found.id
}

function check(alert: Alert, target: Alert): void {
  if (alert.status === 'resolved')
    throw new Fault('already_resolved', 'The alert is resolved; there is nothing left to merge.')
  if (target.status === 'resolved')
    throw new Fault(
      'conflict',
      `Alert #${target.number} is resolved: nobody would be paged for what is merged into it.`,
    )
  if (alert.customerId !== target.customerId)
    throw new Fault('conflict', 'The two alerts are about different customers, who must never see each other.')
}

/** Whoever is paged for the alert now must not wait behind one for which nobody is. */
async function checkPages(work: Work, alert: Alert, target: Alert): Promise<void> {
  if (alert.status !== 'triggered' || target.status !== 'triggered') return
  const found = (await listGrouped(work.trx, [target.id])).get(target.id)
  const isHeld = found !== undefined && found.heldFor !== null && !waits(found)
  const pagesNobody = target.escalationPolicyId === null && alert.escalationPolicyId !== null
  if (isHeld || pagesNobody)
    throw new Fault('conflict', `Alert #${target.number} pages nobody: what is merged into it would be silent.`)
}

async function openGroup(work: Work, leadId: string): Promise<Group> {
  const group: Group = { id: work.id(), leadId, bucket: null, openedAt: work.now }
  await insertGroups(work.trx, work.orgId, [{ ...group, byText: false }])
  return group
}

/** Everything that belonged to an alert belongs to another one now; returns what waited. */
async function bring(work: Work, own: Group, group: Group, target: Alert): Promise<string[]> {
  const waiting = (await listOpenMembers(work.trx, [own.id])).filter(waits)
  await moveMembers(work.trx, own.id, group.id)
  await removeGroup(work.trx, own.id)
  await moveHolds(
    work,
    waiting.map(({ id, score }) => ({ alertId: id, untilAt: null, data: causeOf(target, score) })),
  )
  return waiting.map((one) => one.id)
}

async function follow(
  work: Work,
  { alert, target, brought }: { alert: Alert; target: Alert; brought: readonly string[] },
  by: Answerer,
): Promise<void> {
  if (target.status === 'acknowledged') {
    await answerTogether(work, [alert.id, ...brought], 'acknowledged', { ...by, via: 'group' }, () => ({
      lead: target.number,
    }))
    return
  }
  await holdBehind(work, [{ alertId: alert.id, lead: target, score: null }])
  const isMoreUrgent = alert.priority === 'high' && target.priority === 'low'
  if (isMoreUrgent) await raiseTogether(work, [target.id], () => ({ reason: 'member' }))
}
