import { bestOf, takesMore } from '../../rules/groups/joining.ts'
import type { OpenGroup } from '../../rules/groups/joining.ts'
import { raiseTogether } from '../alerts/index.ts'
import type { ScreenedAlert } from '../holds/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { placeOf } from './grouping.ts'
import type { Place } from './grouping.ts'
import {
  closeGroups,
  insertGroups,
  listGrouped,
  listStandings,
  lockGroups,
  lockInBuckets,
  lockScopes,
} from './store/groups.ts'
import { listMemberships, markLeft, upsertMembers } from './store/members.ts'
import type { Group, Grouped, Standing } from './types.ts'
import { holdBehind, waits } from './waiting.ts'

/**
 * Lets one alert of each group through and holds the others behind it; returns the ids of those. Whatever number of alerts
 * there are, it is a constant number of statements, and one where nothing is grouped.
 */
export async function screenForGroups(work: Work, alerts: readonly ScreenedAlert[]): Promise<ReadonlySet<string>> {
  const standings = await listStandings(work.trx, work.orgId, alerts)
  if (standings.length === 0) return new Set()
  const standingById = new Map(standings.map((one) => [one.id, one]))
  const members = alerts.filter((one) => isMember(standingById.get(one.id)))
  const held = await holdAgain(work, members, new Set(alerts.map((one) => one.id)))
  const free = alerts.flatMap((alert) => {
    const standing = standingById.get(alert.id)
    // Who leads pages, and who has left pages for itself.
    if (!standing || standing.leadsGroupId !== null || standing.groupId !== null) return []
    const place = placeOf(alert, standing)
    return place ? [{ alert, place }] : []
  })
  for (const id of await group(work, free)) held.add(id)
  return held
}

const isMember = (standing: Standing | undefined) =>
  standing !== undefined && standing.groupId !== null && !standing.hasLeft

/**
 * Members that something else held (a maintenance window …) wait behind their lead again. Where that does not page, they
 * leave: rather one page too many.
 */
async function holdAgain(
  work: Work,
  members: readonly ScreenedAlert[],
  screened: ReadonlySet<string>,
): Promise<Set<string>> {
  if (members.length === 0) return new Set()
  const ids = members.map((one) => one.id)
  const before = await listMemberships(work.trx, ids)
  await lockGroups(work.trx, 'id', [...new Set(before.map((one) => one.groupId))])
  const memberships = await listMemberships(work.trx, ids)
  const leads = await listGrouped(
    work.trx,
    memberships.map((one) => one.leadId),
  )
  const behind = memberships.flatMap(({ id, leadId, score }) => {
    const lead = leads.get(leadId)
    const pages = lead && lead.status !== 'resolved' && (lead.heldFor === null || waits(lead) || screened.has(leadId))
    return pages && leadId !== id ? [{ alertId: id, lead, score }] : []
  })
  await holdBehind(work, behind)
  const held = new Set(behind.map((one) => one.alertId))
  await markLeft(
    work.trx,
    ids.filter((id) => !held.has(id)),
    work.now,
  )
  return held
}

/** A group that alerts of this batch may join: one that was there, or one of the batch. */
interface Candidate extends OpenGroup {
  group: Group
  lead: Pick<Grouped, 'id' | 'number' | 'summary'>
  byText: boolean
  isNew: boolean
}

interface Joined {
  alertId: string
  candidate: Candidate
  score: number
  /** The alert is urgent and its lead is not yet. */
  raises: boolean
}

interface Free {
  alert: ScreenedAlert
  place: Place
}

async function group(work: Work, free: readonly Free[]): Promise<string[]> {
  if (free.length === 0) return []
  await lockScopes(
    work.trx,
    work.orgId,
    free.map((one) => one.place.scope),
  )
  const candidates = await candidatesOf(
    work,
    free.map((one) => one.place.bucket),
  )
  const { joined, superseded } = assign(work, free, candidates)
  await closeGroups(work.trx, superseded)
  const opened = [...candidates.values()].flat().filter((one) => one.isNew)
  await insertGroups(
    work.trx,
    work.orgId,
    opened.map((one) => ({ ...one.group, byText: one.byText })),
  )
  return join(work, joined)
}

async function candidatesOf(work: Work, buckets: readonly string[]): Promise<Map<string, Candidate[]>> {
  const groups = await lockInBuckets(work.trx, work.orgId, [...new Set(buckets)])
  // Read after the groups are locked: whoever answers a lead at this moment waits, and then finds who has joined.
  const leads = await listGrouped(
    work.trx,
    groups.map((one) => one.leadId),
  )
  const candidates = groups.flatMap((one): Candidate[] => {
    const lead = leads.get(one.leadId)
    if (!lead) return []
    const { summary, priority, status } = lead
    const held = lead.heldFor !== null && !waits(lead)
    return [{ group: one, lead, byText: false, isNew: false, openedAt: one.openedAt, summary, priority, status, held }]
  })
  return Map.groupBy(candidates, (one) => one.group.bucket!)
}

/** Decides for each alert; urgent ones first, so that what leads a new group is as urgent as what follows. */
function assign(work: Work, free: readonly Free[], candidates: Map<string, Candidate[]>) {
  const joined: Joined[] = []
  const superseded: string[] = []
  for (const { alert, place } of free.toSorted(byUrgency)) {
    const known = candidates.get(place.bucket) ?? []
    const best = bestOf(place.grouping, known, alert, work.now)
    if (best) {
      const raises = alert.priority === 'high' && best.group.priority === 'low'
      joined.push({ alertId: alert.id, candidate: best.group, score: best.score, raises })
      continue
    }
    const byText = place.grouping.similarity !== undefined
    const over = known.filter((one) => !byText || !takesMore(place.grouping, one, work.now))
    superseded.push(...over.map((one) => one.group.id))
    candidates.set(place.bucket, [...known.filter((one) => !over.includes(one)), opening(work, alert, place, byText)])
  }
  return { joined, superseded }
}

function byUrgency(left: Free, right: Free): number {
  if (left.alert.priority !== right.alert.priority) return left.alert.priority === 'high' ? -1 : 1
  return left.alert.number - right.alert.number
}

function opening(work: Work, alert: ScreenedAlert, { bucket }: Place, byText: boolean): Candidate {
  const { summary, priority } = alert
  const made: Group = { id: work.id(), leadId: alert.id, bucket, openedAt: work.now }
  return {
    group: made,
    lead: alert,
    byText,
    isNew: true,
    openedAt: work.now,
    summary,
    priority,
    status: 'triggered',
    held: false,
  }
}

/**
 * Writes who has joined, and raises leads that are less urgent than a member. A lead that somebody works on at this moment
 * cannot be raised without waiting for them: its urgent members page for themselves.
 */
async function join(work: Work, joined: readonly Joined[]): Promise<string[]> {
  const numberByLead = new Map(
    joined.flatMap(({ candidate, raises }) => (raises ? [[candidate.lead.id, candidate.lead.number]] : [])),
  )
  const raised = await raiseTogether(work, [...numberByLead.keys()], () => ({ reason: 'member' }))
  const staying = joined.filter(({ raises, candidate }) => !raises || raised.has(candidate.lead.id))
  await upsertMembers(
    work.trx,
    work.orgId,
    staying.map(({ alertId, candidate, score }) => ({ alertId, groupId: candidate.group.id, score })),
    work.now,
  )
  await holdBehind(
    work,
    staying.map(({ alertId, candidate: { lead }, score }) => ({ alertId, lead, score })),
  )
  return staying.map((one) => one.alertId)
}
