import type { Language } from '../../../contract/keys.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { providerFor } from '../channels/registry.ts'
import { speakerFor } from '../content/words.ts'
import type { NotificationParts } from '../parts.ts'
import { presentArrival, presentDelivery } from '../present.ts'
import { getSetup } from '../store/claims.ts'
import { listContacts } from '../store/contacts.ts'
import type { DeviceRow } from '../store/devices.ts'
import { listDevices } from '../store/devices.ts'
import { findDelivery } from '../store/pages.ts'
import type { SandboxMessageRow } from '../store/sandbox.ts'
import { findPerson, listMessages, listSandboxPeople, markRead } from '../store/sandbox.ts'
import { failures } from '../types.ts'

/** Of each person's mailbox and phone the newest messages are shown. */
const shownMessages = 200

const wordsFor = (parts: NotificationParts, language: Language) =>
  speakerFor(parts.kernel.i18n, { language, timeZone: 'UTC' })

/** A failure in words; what is no failure has none. */
export function explain(parts: NotificationParts, language: Language, reason: string | null): string | null {
  const known = failures.find((one) => one === reason)
  return known === undefined ? null : wordsFor(parts, language).say(`failure.${known}`)
}

/** The contacts of a person, with who would carry a message to each now. */
export async function showContacts(work: Work, parts: NotificationParts, userId: string, language: Language) {
  const setup = await getSetup(work.trx, work.orgId)
  const contacts = await listContacts(work.trx, [userId])
  return contacts.map((contact) => {
    const provider = providerFor(parts.providers, contact.channel, setup)
    return {
      key: contact.key,
      channel: contact.channel,
      address: contact.label ?? contact.address,
      verified: contact.verifiedAt !== null,
      verifiedAt: contact.verifiedAt?.toString() ?? null,
      disabledReason: contact.disabledReason,
      disabledExplanation: explain(parts, language, contact.disabledReason),
      simulated: provider?.simulated ?? false,
      provider: provider?.name ?? null,
    }
  })
}

/** The devices of a person; unlike contacts they name their endpoint, by which a browser recognises itself. */
export async function showDevices(trx: Trx, parts: NotificationParts, userId: string, language: Language) {
  return (await listDevices(trx, userId)).map((row) => presentDevice(parts, row, language))
}

export function presentDevice(parts: NotificationParts, row: DeviceRow, language: Language) {
  const { id, key, label, address: endpoint, createdAt, disabledReason } = row
  const disabledExplanation = explain(parts, language, disabledReason)
  return { id, key, name: label ?? key, endpoint, createdAt: createdAt.toString(), disabledExplanation }
}

/** One delivery to this person as it stands now. Throws not_found. */
export async function showDelivery(
  work: Work,
  parts: NotificationParts,
  of: { userId: string; id: string; language: Language },
) {
  const row = await findDelivery(work.trx, of.userId, of.id)
  if (!row) throw new Fault('not_found', 'There is no such message to you.')
  return {
    ...presentDelivery(row),
    ...presentArrival(row),
    kind: row.kind,
    explanation: explain(parts, of.language, row.reason),
  }
}

export async function showPeople(work: Work) {
  return listSandboxPeople(work.trx)
}

/** Mailbox and phone of a person, newest first; what is looked at counts as read. Throws not_found. */
export async function showDesk(work: Work, key: string) {
  const person = await findPerson(work.trx, key)
  if (!person) throw new Fault('not_found', 'There is no such person.')
  if ((await markRead(work.trx, person.userId, work.now)) > 0) work.changed('sandbox')
  const messages = await listMessages(work.trx, person.userId, shownMessages)
  const on = (channel: SandboxMessageRow['channel']) => messages.filter((one) => one.channel === channel)
  return {
    mails: on('email').map(presentMail).toReversed(),
    sms: on('sms').map(presentSms),
    calls: on('voice').map(presentCall).toReversed(),
  }
}

function presentMail(row: SandboxMessageRow) {
  const { id, at, subject, text, html } = row
  return {
    id,
    at: at.toString(),
    subject: subject ?? '',
    text,
    html,
    links: row.links as { href: string; text: string }[],
  }
}

/** `out` is from Pikett to the person, `in` what the person wrote. */
function presentSms({ id, at, direction, text }: SandboxMessageRow) {
  return { id, at: at.toString(), direction, text }
}

/** Nothing is heard before somebody picks up, and keys work during the call only. */
function presentCall(row: SandboxMessageRow) {
  const state = row.callState ?? 'ended'
  const heard = state === 'answered' || state === 'ended'
  return {
    id: row.id,
    at: row.at.toString(),
    state,
    spoken: heard ? (row.spoken as string[]) : [],
    keys: state === 'answered' ? (row.keys as { digit: string; label: string }[]) : [],
  }
}
