import type { GroupView, MemberView } from '../../contract/alerts.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { listMemberPage, listOpenMembers, listShown } from './store/members.ts'
import { lockLedBy } from './store/groups.ts'
import { waits } from './waiting.ts'

/** The groups of these alerts, for people; only those that share one. */
export async function groupsOf(trx: Trx, alertIds: readonly string[]): Promise<Map<string, GroupView>> {
  const shown = await listShown(trx, alertIds)
  return new Map(
    shown.map(({ alertId, role, leadId, leadNumber, leadSummary, members, score }) => [
      alertId,
      { role, lead: { id: leadId, number: leadNumber, summary: leadSummary }, members, score },
    ]),
  )
}

/** The open alerts that wait behind this one, or were acknowledged with it. Its group takes no others meanwhile. */
export async function membersBehind(trx: Trx, alertId: string): Promise<string[]> {
  const groups = await lockLedBy(trx, [alertId])
  if (groups.length === 0) return []
  const members = await listOpenMembers(
    trx,
    groups.map((one) => one.id),
  )
  return members.filter((one) => waits(one) || one.status === 'acknowledged').map((one) => one.id)
}

/** The alerts that belong to this one, by number; one more than asked for tells whether there is another page. */
export async function membersPage(work: Work, leadId: string, page: { limit: number; cursor: string | undefined }) {
  const rows = await listMemberPage(work.trx, leadId, { limit: page.limit + 1, after: Number(page.cursor ?? 0) })
  const items = rows
    .slice(0, page.limit)
    .map(({ id, number, summary, status, priority, score, joinedAt }): MemberView => ({
      id,
      number,
      summary,
      status,
      priority,
      score,
      joinedAt: joinedAt.toString(),
    }))
  return { items, nextCursor: rows.length > page.limit ? String(items.at(-1)!.number) : null }
}
