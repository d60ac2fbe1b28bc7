import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'
import type { Member, NewMember } from '../types.ts'
import { groupedRows } from './groups.ts'

/** Alerts become members; one that was a member of another group, or had left, is one of this group now. */
export async function upsertMembers(
  trx: Trx,
  orgId: string,
  members: readonly NewMember[],
  at: Temporal.Instant,
): Promise<void> {
  if (members.length === 0) return
  const values = members.map(({ alertId, groupId, score }) => ({ alert_id: alertId, group_id: groupId, score }))
  await sql`
    insert into alert_group_members (org_id, alert_id, group_id, score, joined_at)
    select ${orgId}::uuid, alert_id, group_id, score, ${at}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row(alert_id uuid, group_id uuid, score real)
    on conflict (org_id, alert_id) do update set group_id = excluded.group_id, score = excluded.score,
      joined_at = excluded.joined_at, left_at = null`.execute(trx)
}

/** All members of one group move to another. */
export async function moveMembers(trx: Trx, fromGroupId: string, toGroupId: string): Promise<void> {
  await trx.updateTable('alertGroupMembers').set({ groupId: toGroupId }).where('groupId', '=', fromGroupId).execute()
}

/** Members leave; returns those that were there. */
export async function markLeft(trx: Trx, alertIds: readonly string[], at: Temporal.Instant): Promise<string[]> {
  if (alertIds.length === 0) return []
  const rows = await trx
    .updateTable('alertGroupMembers')
    .set({ leftAt: at })
    .where('alertId', 'in', alertIds)
    .where('leftAt', 'is', null)
    .returning('alertId')
    .execute()
  return rows.map((row) => row.alertId)
}

function rows(trx: Trx) {
  return groupedRows(trx)
    .innerJoin('alertGroupMembers as member', (join) =>
      join.onRef('member.orgId', '=', 'alerts.orgId').onRef('member.alertId', '=', 'alerts.id'),
    )
    .where('member.leftAt', 'is', null)
    .select(['member.groupId', 'member.score', 'member.joinedAt'])
    .select(sql<Member['settling']>`hold.data -> 'settling'`.as('settling'))
}

/** The open members of these groups, by number. */
export async function listOpenMembers(trx: Trx, groupIds: readonly string[]): Promise<Member[]> {
  return rows(trx)
    .where('member.groupId', 'in', groupIds)
    .where('alerts.status', '<>', 'resolved')
    .orderBy('alerts.number')
    .execute()
}

/** Those of the alerts that belong to another one, with the alert that leads them. */
export async function listMemberships(trx: Trx, alertIds: readonly string[]) {
  if (alertIds.length === 0) return []
  return rows(trx)
    .innerJoin('alertGroups as groups', (join) =>
      join.onRef('groups.orgId', '=', 'member.orgId').onRef('groups.id', '=', 'member.groupId'),
    )
    .where('member.alertId', 'in', alertIds)
    .select('groups.leadId')
    .execute()
}

/** A page of the members of the group that this alert leads, by number. */
export async function listMemberPage(trx: Trx, leadId: string, page: { limit: number; after: number }) {
  return rows(trx)
    .innerJoin('alertGroups as groups', (join) =>
      join.onRef('groups.orgId', '=', 'member.orgId').onRef('groups.id', '=', 'member.groupId'),
    )
    .where('groups.leadId', '=', leadId)
    .where('alerts.number', '>', page.after)
    .orderBy('alerts.number')
    .limit(page.limit)
    .execute()
}

interface Shown {
  alertId: string
  role: 'lead' | 'member'
  leadId: string
  leadNumber: number
  leadSummary: string
  members: number
  score: number | null
}

/** The groups of these alerts for people; a lead without members is an alert like any other. */
export async function listShown(trx: Trx, alertIds: readonly string[]): Promise<Shown[]> {
  if (alertIds.length === 0) return []
  const { rows: found } = await sql<Shown>`
    with mine as materialized (
      select lead_id as alert_id, 'lead' as role, id as group_id, lead_id, null::real as score from alert_groups
      where lead_id = any(${alertIds}::uuid[])
      union all
      select member.alert_id, 'member', member.group_id, alert_groups.lead_id, member.score
      from alert_group_members as member
      join alert_groups on alert_groups.org_id = member.org_id and alert_groups.id = member.group_id
      where member.alert_id = any(${alertIds}::uuid[]) and member.left_at is null),
    counted as materialized (
      select group_id, count(*)::integer as members from alert_group_members
      where group_id in (select group_id from mine) and left_at is null group by group_id)
    select mine.alert_id, mine.role, mine.lead_id, alerts.number::integer as lead_number, alerts.summary as lead_summary,
      counted.members, mine.score
    from mine join counted on counted.group_id = mine.group_id
    join alerts on alerts.id = mine.lead_id`.execute(trx)
  return found
}
