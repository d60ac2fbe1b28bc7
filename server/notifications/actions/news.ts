import type { Channel } from '../../../contract/config/person.ts'
import { rankOf } from '../../../rules/notifications/bundle.ts'
import { planForPerson } from '../../../rules/notifications/person.ts'
import type { Work } from '../../kernel/db/work.ts'
import { listContacts, listRules } from '../store/contacts.ts'
import type { ContactRow, RuleRow } from '../store/contacts.ts'
import { listWaitingNews } from '../store/news.ts'
import type { WaitingNews } from '../store/news.ts'
import { insertDeliveries } from '../store/pages.ts'
import type { NewDelivery } from '../store/pages.ts'
import { plannable } from './plan.ts'

/** Where news goes instead. */
interface Elsewhere {
  pageId: string
  contactKey: string
  channel: Channel
}

/**
 * News (a reminder, an information) is one message on one contact. When that cannot be reached, the person's next contact gets
 * it, along the rules of the person as they stand now; a page has messages on its other contacts planned already.
 */
export async function tellElsewhere(
  work: Work,
  pageIds: readonly string[],
  contactId: string | null,
): Promise<Elsewhere[]> {
  const news = await listWaitingNews(work.trx, pageIds, contactId)
  if (news.length === 0) return []
  const userIds = [...new Set(news.map((one) => one.userId))]
  const contacts = Map.groupBy(await listContacts(work.trx, userIds), (one) => one.userId)
  const rules = Map.groupBy(await listRules(work.trx, userIds), (one) => one.userId)
  const planned = news.flatMap(
    (one) => nextOf(work, one, contacts.get(one.userId) ?? [], rules.get(one.userId) ?? []) ?? [],
  )
  await insertDeliveries(
    work.trx,
    work.orgId,
    work.now,
    planned.map((one) => one.delivery),
  )
  return planned.map(({ delivery, contact }) => ({
    pageId: delivery.pageId!,
    contactKey: contact.key,
    channel: contact.channel,
  }))
}

/** Undefined: the person has no other contact that works. */
function nextOf(
  work: Work,
  { pageId, kind, alertId, userId, priority, subjectId, triedContactIds }: WaitingNews,
  contacts: readonly ContactRow[],
  rules: readonly RuleRow[],
): { delivery: NewDelivery; contact: ContactRow } | undefined {
  const tried = new Set(triedContactIds)
  const left = contacts.filter((one) => !tried.has(one.id))
  const timing = { at: work.now, attempts: 1, repeatEverySeconds: 60, stepEndsAt: work.now, once: true }
  const plan = planForPerson({ contacts: left.map(plannable), rules }, priority, timing)
  const contactId = plan.kind === 'deliveries' ? plan.deliveries[0]?.contactId : undefined
  const contact = left.find((one) => one.id === contactId)
  if (!contact) return undefined
  const place = { pageId, alertId, userId, contactId: contact.id, channel: contact.channel, address: null }
  const rank = rankOf({ kind, priority, attempt: 1, firstOfService: false })
  const when = { attempt: 1, dueAt: work.now, rank, subjectId }
  return { delivery: { id: work.id(), kind: 'page', contentSealed: null, ...place, ...when }, contact }
}
