import { z } from 'zod'
import { formatDuration } from '../../../contract/durations.ts'
import { allDevices } from '../../../contract/config/person.ts'
import type { Language, Priority } from '../../../contract/keys.ts'
import type { ContactHistory, ReachView } from '../../../contract/people.ts'
import { audit } from '../../audit/index.ts'
import { findPerson } from '../../identity/index.ts'
import type { User } from '../../identity/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Actor } from '../../kernel/http/actor.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { maskAddress } from '../content/mask.ts'
import type { NotificationParts } from '../parts.ts'
import { forColleagues, presentArrival } from '../present.ts'
import type { HistoryRow } from '../store/contact-history.ts'
import { listContactHistory } from '../store/contact-history.ts'
import { listContacts, listRules } from '../store/contacts.ts'
import { findDelivery } from '../store/pages.ts'
import { explain } from './look.ts'
import { sendTest } from './verification.ts'

/** Contacts and rules of somebody, for the eyes of colleagues. Throws not_found. */
export async function showReach(
  work: Work,
  parts: NotificationParts,
  key: string,
  language: Language,
): Promise<ReachView> {
  const { id } = await existing(work, key)
  const contacts = await listContacts(work.trx, [id])
  const keyById = new Map(contacts.map((contact) => [contact.id, contact.key]))
  const rules = await listRules(work.trx, [id])
  const rulesOf = (priority: Priority) =>
    rules
      .filter((rule) => rule.priority === priority)
      .map(({ contactId, afterSeconds }) => ({
        contact: (contactId !== null && keyById.get(contactId)) || allDevices,
        after: formatDuration(afterSeconds),
      }))
  return {
    contacts: contacts.map((contact) => ({
      key: contact.key,
      channel: contact.channel,
      address: contact.label ?? maskAddress(contact.channel, contact.address),
      verified: contact.verifiedAt !== null,
      disabledExplanation: explain(parts, language, contact.disabledReason),
    })),
    notificationRules: { high: rulesOf('high'), low: rulesOf('low') },
  }
}

/** Sends a test message to a verified contact of somebody. Throws not_found, conflict. Returns the delivery. */
export async function testColleague(
  work: Work,
  secrets: Secrets,
  { key, contactKey, actor }: { key: string; contactKey: string; actor: Actor },
): Promise<string> {
  const { id, name } = await existing(work, key)
  const deliveryId = await sendTest(work, secrets, { userId: id, contactKey })
  const subject = { kind: 'user', id, key, name }
  audit(work, { action: 'contact.tested', actor, subject, data: { contact: contactKey } })
  return deliveryId
}

/** A test message to somebody as it stands now; what else they receive is theirs. Throws not_found. */
export async function showColleagueDelivery(
  work: Work,
  parts: NotificationParts,
  of: { key: string; id: string; language: Language },
) {
  const { id: userId } = await existing(work, of.key)
  const row = z.uuid().safeParse(of.id).success ? await findDelivery(work.trx, userId, of.id) : undefined
  if (row?.kind !== 'test') throw new Fault('not_found', 'There is no such test message.')
  return {
    ...forColleagues(row),
    ...presentArrival(row),
    kind: row.kind,
    explanation: explain(parts, of.language, row.reason),
  }
}

/** How the last messages to each contact of somebody went. Throws not_found. */
export async function showContactHistory(
  work: Work,
  parts: NotificationParts,
  of: { key: string; language: Language },
): Promise<ContactHistory[]> {
  const { id } = await existing(work, of.key)
  const rows = await listContactHistory(work.trx, id)
  return rows.map(({ key, channel, arrived, failed }) => ({
    contact: key,
    channel,
    arrived: arrived && { ...presentMessage(arrived), outcome: arrived.outcome as 'sent' },
    failed: failed && {
      ...presentMessage(failed),
      explanation: explain(parts, of.language, failed.reason),
      detail: failed.detail,
    },
  }))
}

function presentMessage({ kind, at, alertId, alertNumber, alertSummary }: HistoryRow) {
  const alert = alertId === null ? null : { id: alertId, number: alertNumber!, summary: alertSummary! }
  return { kind, at: Temporal.Instant.from(at).toString(), alert }
}

async function existing(work: Work, key: string): Promise<User> {
  const person = await findPerson(work.trx, key)
  if (!person) throw new Fault('not_found', `There is no user "${key}".`)
  return person
}
