import { nextLead } from '../../rules/groups/leading.ts'
import { settlingAfter } from '../../rules/groups/settling.ts'
import type { Settling } from '../../rules/groups/settling.ts'
import { answerTogether, lockTriggered, raiseTogether, takeBackTogether } from '../alerts/index.ts'
import type { Answerer, OpenedAlert } from '../alerts/index.ts'
import { moveHolds, release } from '../holds/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { writeEntries } from '../timeline/index.ts'
import { leadsInherited } from './events.ts'
import { changeLeads, closeGroups, listGrouped, lockLedBy } from './store/groups.ts'
import { listMemberships, listOpenMembers, markLeft } from './store/members.ts'
import type { Group, Grouped, Member } from './types.ts'
import { causeOf, holdBehind, settlingOf, waits } from './waiting.ts'

const pikett: Answerer['actor'] = { kind: 'system', name: 'Pikett' }

/** A lead was answered or snoozed: its members are acknowledged with it, or another one leads them on. */
export async function followAnswer(
  work: Work,
  answered: {
    ids: readonly string[]
    reason: 'acknowledged' | 'snoozed' | 'resolved'
    snoozed?: readonly string[]
    by?: Answerer
  },
): Promise<void> {
  const groups = await lockLedBy(work.trx, answered.ids)
  if (groups.length === 0) return
  if (answered.reason === 'resolved') {
    await waitAgain(work, snoozedAmong(groups, answered.snoozed))
    return handOver(work, groups, 'resolved')
  }
  const members = await membersOf(work, groups)
  const leads = await leadsOf(work, groups)
  const leadById = new Map(members.map((one) => [one.id, leads.get(one.groupId)]))
  const by = { actor: answered.by?.actor ?? pikett, via: 'group' }
  const waiting = members.filter(waits).map((one) => one.id)
  await answerTogether(work, waiting, 'acknowledged', by, (id) => ({ lead: leadById.get(id)?.number }))
}

/** A lead is held back for a reason of its own: who waits behind it waits behind another one. */
export async function followHold(work: Work, held: { ids: readonly string[]; reason: string }): Promise<void> {
  if (held.reason === 'group' || held.reason === 'merged') return
  await handOver(work, await lockLedBy(work.trx, held.ids), 'held')
}

const snoozedAmong = (groups: readonly Group[], snoozed: readonly string[] = []) =>
  groups.filter((one) => snoozed.includes(one.leadId))

/** Leads are triggered again: so are the members that were acknowledged with them, and they wait behind them as before. */
export async function followReopening(work: Work, alerts: readonly OpenedAlert[]): Promise<void> {
  const ids = alerts.map((one) => one.id)
  await waitAgain(work, await lockLedBy(work.trx, ids))
}

/**
 * Members that were acknowledged with their lead are unanswered again, and wait behind it. That is also for those whose lead
 * is resolved while it is snoozed: nobody has said "I have it", and with the lead the end of the quiet is gone.
 */
async function waitAgain(work: Work, groups: readonly Group[]): Promise<void> {
  if (groups.length === 0) return
  const members = await membersOf(work, groups)
  const leads = await leadsOf(work, groups)
  const memberById = new Map(members.map((one) => [one.id, one]))
  const leadOf = (id: string) => leads.get(memberById.get(id)!.groupId)!
  const again = await takeBackTogether(work, [...memberById.keys()], 'group', (id) => ({ lead: leadOf(id).number }))
  await holdBehind(
    work,
    again.map((id) => ({ alertId: id, lead: leadOf(id), score: memberById.get(id)!.score })),
  )
}

/** Somebody asked for people because of a member: it is an alert of its own from now on. */
export async function leaveForEscalation(work: Work, alert: OpenedAlert): Promise<void> {
  await leaveSilently(work, await markLeft(work.trx, [alert.id], work.now))
}

/**
 * Members have become urgent: their leads rise with them. Where a lead cannot (somebody has acknowledged it, or works on it
 * at this moment), the member leaves and pages for itself.
 */
export async function followRaise(work: Work, raised: readonly OpenedAlert[]): Promise<void> {
  const urgent = raised.filter((one) => one.priority === 'high').map((one) => one.id)
  const memberships = (await listMemberships(work.trx, urgent)).filter(waits)
  if (memberships.length === 0) return
  const leads = await listGrouped(
    work.trx,
    memberships.map((one) => one.leadId),
  )
  const low = memberships.filter((one) => leads.get(one.leadId)?.priority === 'low')
  const high = await raiseTogether(work, [...new Set(low.map((one) => one.leadId))], () => ({ reason: 'member' }))
  const leaving = low.filter((one) => !high.has(one.leadId)).map((one) => one.id)
  await leaveSilently(work, await markLeft(work.trx, leaving, work.now))
  await release(work, leaving, 'left')
}

async function leaveSilently(work: Work, ids: readonly string[]): Promise<void> {
  await writeEntries(
    work,
    ids.map((alertId) => ({ alertId, kind: 'group.left' as const, actor: pikett })),
  )
}

/**
 * Gives groups the next lead; the timelines of all say so. One that nobody has answered pages: at once behind a lead that is
 * held, and when the group has had time to settle behind one that is resolved, for the others have often recovered as well.
 * Because a lead is held it is only replaced by a member that would page. Groups of which nothing is open take no more alerts.
 */
async function handOver(work: Work, groups: readonly Group[], why: 'resolved' | 'held'): Promise<void> {
  if (groups.length === 0) return
  const members = await membersOf(work, groups)
  const byGroup = Map.groupBy(members, (one) => one.groupId)
  const changes = groups.flatMap((one) => {
    const next = nextLead((byGroup.get(one.id) ?? []).map((member) => ({ ...member, waits: waits(member) })))
    const replaces = next && (why === 'resolved' || (next.waits && next.status === 'triggered'))
    if (!replaces) return []
    const followers = byGroup.get(one.id)!.filter((member) => member.id !== next.id)
    const settling = why === 'resolved' ? settlingAfter(settlingOf(byGroup.get(one.id)!), work.now) : undefined
    return [{ group: one, next, followers, settling }]
  })
  if (why === 'resolved') {
    const going = new Set(changes.map((one) => one.group.id))
    const over = groups.filter((one) => !going.has(one.id)).map((one) => one.id)
    await closeGroups(work.trx, over)
  }
  await write(work, changes, why)
}

interface Change {
  group: Group
  next: Member & { waits: boolean }
  followers: Member[]
  /** Until when nobody is paged for the group; absent: at once. */
  settling: Settling | undefined
}

async function write(work: Work, changes: readonly Change[], why: 'resolved' | 'held'): Promise<void> {
  if (changes.length === 0) return
  const former = await listGrouped(
    work.trx,
    changes.map((one) => one.group.leadId),
  )
  await changeLeads(
    work.trx,
    work.orgId,
    changes.map(({ group, next }) => ({ groupId: group.id, from: group.leadId, to: next.id, score: next.score })),
    work.now,
  )
  await writeEntries(
    work,
    changes.flatMap(({ group, next, followers }) => {
      const before = former.get(group.leadId)!
      const leads = { number: before.number, summary: before.summary, members: followers.length, why }
      return [
        { alertId: before.id, kind: 'group.handedOver' as const, data: { number: next.number, summary: next.summary } },
        { alertId: next.id, kind: 'group.leads' as const, data: leads },
      ]
    }),
  )
  await moveHolds(work, changes.flatMap(heldBehindNext))
  const paging = changes.filter(({ next }) => next.waits && next.status === 'triggered')
  const settling = paging.flatMap((change) => settlingLead(change, former.get(change.group.leadId)!))
  await moveHolds(work, settling)
  const atOnce = paging.filter((one) => one.settling === undefined).map(({ next }) => next.id)
  await release(work, atOnce, 'leads')
  const inherited = changes.filter(({ next }) => next.status === 'acknowledged').map(({ next }) => next.id)
  if (inherited.length > 0) await work.emit(leadsInherited, inherited)
}

/** Who waited behind the former lead waits behind the next one. */
function heldBehindNext({ next, followers, settling }: Change) {
  return followers
    .filter(waits)
    .map(({ id, score }) => ({ alertId: id, untilAt: null, data: causeOf(next, score, settling) }))
}

/** The next lead waits a moment itself, and says for what. */
function settlingLead({ next, settling }: Change, former: Grouped) {
  if (settling === undefined) return []
  const data = { ...causeOf(former, next.score, settling), endsBecause: 'cause_resolved' as const }
  return [{ alertId: next.id, untilAt: settling.until, data }]
}

/** The open members of groups that are locked, themselves locked where nobody has answered them: none is resolved meanwhile. */
async function membersOf(work: Work, groups: readonly Group[]): Promise<Member[]> {
  const groupIds = groups.map((one) => one.id)
  const found = await listOpenMembers(work.trx, groupIds)
  if (found.length === 0) return []
  await lockTriggered(
    work.trx,
    found.map((one) => one.id),
  )
  return listOpenMembers(work.trx, groupIds)
}

async function leadsOf(work: Work, groups: readonly Group[]): Promise<Map<string, Grouped>> {
  const leads = await listGrouped(
    work.trx,
    groups.map((one) => one.leadId),
  )
  return new Map(groups.map((one) => [one.id, leads.get(one.leadId)!]))
}
