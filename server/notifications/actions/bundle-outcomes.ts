import type { Work } from '../../kernel/db/work.ts'
import { writeEntries } from '../../timeline/index.ts'
import type { EntryKind } from '../../timeline/index.ts'
import { deliveryLoopName } from '../events.ts'
import type { EndedMember } from '../store/bundles.ts'
import {
  cancelOnContact,
  listDead,
  listUnanswered,
  pullForwardAll,
  setMembersFailed,
  setMembersSent,
} from '../store/bundles.ts'
import type { RecordedDelivery } from '../store/outcomes.ts'
import type { Failure } from '../types.ts'
import { disableIfBad, failPage } from './consequences.ts'
import { tellElsewhere } from './news.ts'

/** The message has gone out: the timeline of every alert in it says so. */
export async function tellBundleSent(work: Work, bundle: RecordedDelivery): Promise<void> {
  const members = await setMembersSent(work.trx, bundle.id, work.now)
  await tellMembers(work, bundle, members, 'delivery.bundled', () => ({ count: members.length }))
}

/** It is tried again, and has failed so often that the next contact of every page in it is used meanwhile. */
export async function putOffBundle(
  work: Work,
  bundle: RecordedDelivery,
  retry: { at: Temporal.Instant; reason: string; detail: string },
): Promise<void> {
  const { at, reason, detail } = retry
  const members = await listUnanswered(work.trx, bundle.id)
  const insteadOf = await useNextContacts(work, bundle, members)
  const data = { try: bundle.tries, retryAt: at.toString(), reason, detail }
  await tellMembers(work, bundle, members, 'delivery.retry', (member) => ({ ...data, ...insteadOf(member) }))
}

/** It has failed for good: for each page in it follows what follows the failure of a message of its own. */
export async function failBundle(
  work: Work,
  bundle: RecordedDelivery,
  failing: { reason: Failure; detail: string; refused: boolean },
): Promise<void> {
  const { reason, detail, refused } = failing
  const members = await setMembersFailed(work.trx, bundle.id, reason, detail)
  const pageIds = members.map((member) => member.pageId)
  if (refused) await cancelOnContact(work.trx, pageIds, bundle.contactId, 'contact_refused')
  const disabled = refused && (await disableIfBad(work, bundle, reason))
  const insteadOf = await useNextContacts(work, bundle, members)
  const data = { reason, detail, tries: bundle.tries, ...(disabled && { contactDisabled: true }) }
  await tellMembers(work, bundle, members, 'delivery.failed', (member) => ({ ...data, ...insteadOf(member) }))
  for (const page of await listDead(work.trx, pageIds)) {
    await failPage(work, { ...page, userId: bundle.userId }, bundle.userName)
  }
}

/** Which contact is messaged now instead, by page; for the timeline. */
async function useNextContacts(work: Work, bundle: RecordedDelivery, members: readonly EndedMember[]) {
  const pageIds = members.map((member) => member.pageId)
  const planned = await pullForwardAll(work.trx, pageIds, bundle.contactId, work.now)
  const known = new Set(planned.map((one) => one.pageId))
  const others = pageIds.filter((id) => !known.has(id))
  const next = [...planned, ...(await tellElsewhere(work, others, bundle.contactId))]
  if (next.length > 0) work.wake(deliveryLoopName)
  const nextByPage = new Map(next.map(({ pageId, contactKey, channel }) => [pageId, { contact: contactKey, channel }]))
  return ({ pageId }: EndedMember) => {
    const instead = nextByPage.get(pageId)
    return instead ? { instead } : {}
  }
}

/** Open consoles are told of so many alerts by name; of more they hear that some have changed. */
const namedChanges = 50

async function tellMembers(
  work: Work,
  bundle: RecordedDelivery,
  members: readonly EndedMember[],
  kind: EntryKind,
  dataOf: (member: EndedMember) => Record<string, unknown>,
): Promise<void> {
  const { id: bundleId, userId, userName, channel, contactKey, provider, simulated } = bundle
  const what = { bundleId, userId, name: userName, channel, contact: contactKey, provider }
  await writeEntries(
    work,
    members.map((member) => {
      const { id: deliveryId, pageId, alertId, attempt } = member
      const which = { deliveryId, pageId, attempt, ...(simulated && { simulated: true }) }
      return { alertId, kind, data: { ...what, ...which, ...dataOf(member) } }
    }),
  )
  for (const { alertId } of members.slice(0, namedChanges)) work.changed('alerts', alertId)
  if (members.length > namedChanges) work.changed('alerts')
}
