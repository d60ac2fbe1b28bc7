import { rankOf } from '../../../rules/notifications/bundle.ts'
import type { Plan } from '../../../rules/notifications/plan.ts'
import { planForPerson } from '../../../rules/notifications/person.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Entry } from '../../timeline/index.ts'
import { writeEntries } from '../../timeline/index.ts'
import { deliveryLoopName } from '../events.ts'
import type { ContactRow, PlannedContact, PlannedPerson } from '../store/contacts.ts'
import { listPlannedPeople } from '../store/contacts.ts'
import type { NewDelivery, NewPage } from '../store/pages.ts'
import { insertPages } from '../store/pages.ts'
import type { PageRequest, PlannedPage } from '../types.ts'
import { loadSubjects } from './first-pages.ts'
import type { Subjects } from './first-pages.ts'

/** One request on its way into the database. */
interface Draft {
  request: PageRequest
  page: NewPage
  plan: Plan
  deliveries: NewDelivery[]
}

/**
 * Plans the messages of pages along each person's notification rules, as they stand now. A constant number of statements
 * however many requests there are. Answers in the order of the requests; a page without deliveries reaches nobody, and the
 * timeline says why. What `before` tells stands there before it.
 */
export async function planPages(
  work: Work,
  requests: readonly PageRequest[],
  before: readonly Entry[] = [],
): Promise<PlannedPage[]> {
  if (requests.length === 0) {
    await writeEntries(work, before)
    return []
  }
  const people = await listPlannedPeople(work.trx, [...new Set(requests.map((request) => request.userId))])
  const personOf = ({ userId }: PageRequest) => people.get(userId) ?? { ...nobody, id: userId }
  const subjects = await loadSubjects(work, requests)
  const drafts = requests.map((request) => draft(work, request, subjects, personOf(request)))
  const pages = drafts.map((one) => one.page)
  const deliveries = drafts.flatMap((one) => one.deliveries)
  await insertPages(work.trx, work.orgId, work.now, { pages, deliveries })
  await writeEntries(work, [...before, ...drafts.map((one) => entryOf(one, personOf(one.request)))])
  work.wake(deliveryLoopName)
  return drafts.map(plannedOf)
}

/** Somebody of whom there is nothing. */
const nobody: Omit<PlannedPerson, 'id'> = { name: '', contacts: [], rules: [] }

function draft(work: Work, request: PageRequest, subjects: Subjects, { contacts, rules }: PlannedPerson): Draft {
  const { alertId, userId, epoch, round, step, priority, kind = 'page' } = request
  const page = { id: work.id(), kind, alertId, userId, epoch, round, step, reason: JSON.stringify(request.reason) }
  const timing = { at: work.now, ...request, once: kind !== 'page' }
  const plan = planForPerson({ contacts, rules }, request.priority, timing)
  const channelById = new Map(contacts.map((one) => [one.id, one.channel]))
  const planned = plan.kind === 'deliveries' ? plan.deliveries : []
  const firstOfService = planned.length > 0 && subjects.takeFirst(request)
  const subjectId = subjects.subjectOf(alertId)
  const deliveries = planned.map(({ contactId, attempt, dueAt }): NewDelivery => {
    const channel = channelById.get(contactId)!
    const place = { kind: 'page' as const, pageId: page.id, alertId, userId, contactId, address: null }
    const rank = rankOf({ kind, priority, attempt, firstOfService })
    return { id: work.id(), ...place, channel, contentSealed: null, attempt, dueAt, rank, subjectId }
  })
  return { request, page, plan, deliveries }
}

const entryKindOf = { page: 'page.created', inform: 'page.informed', reminder: 'page.reminded' } as const

/** A contact as the rules of planning read it. */
export const plannable = ({ id, channel, verifiedAt, disabledAt }: ContactRow) => ({
  id,
  channel,
  verified: verifiedAt !== null,
  disabled: disabledAt !== null,
})

function entryOf({ request, page, plan }: Draft, { name, contacts }: PlannedPerson): Entry {
  const who = {
    pageId: page.id,
    userId: request.userId,
    name,
    step: request.step + 1,
    round: request.round + 1,
    because: request.reason,
  }
  if (plan.kind === 'unreachable') {
    return { alertId: request.alertId, kind: 'page.unreachable', data: { ...who, reason: plan.cause } }
  }
  const contactById = new Map<string, PlannedContact>(contacts.map((one) => [one.id, one]))
  const told = plan.deliveries.map(({ contactId, attempt, dueAt }) => {
    const { key, channel } = contactById.get(contactId)!
    return { contact: key, channel, attempt, dueAt: dueAt.toString() }
  })
  const skipped = plan.skippedContactIds.flatMap((id) => contactById.get(id)?.key ?? [])
  const data = { ...who, messages: told, ...(plan.basis !== 'rules' && { reason: plan.basis }) }
  return {
    alertId: request.alertId,
    kind: entryKindOf[page.kind],
    data: { ...data, ...(skipped.length > 0 && { skipped }) },
  }
}

function plannedOf({ request, page, deliveries }: Draft): PlannedPage {
  const firstAt = deliveries[0]?.dueAt
  return { pageId: page.id, userId: request.userId, deliveries: deliveries.length, ...(firstAt && { firstAt }) }
}
