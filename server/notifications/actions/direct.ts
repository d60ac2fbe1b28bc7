import type { Channel } from '../../../contract/config/person.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { deliveryLoopName } from '../events.ts'
import { insertDeliveries } from '../store/pages.ts'
import type { DirectContent } from '../types.ts'

/** A message outside any alert: to one of the person's contacts, or to an address. */
export type DirectMessage = { userId: string; content: DirectContent } & (
  | { contact: { id: string; channel: Channel } }
  | { channel: Channel; address: string }
)

/**
 * Plans a message on the very path that pages take: same loop, same providers, same records. A test that works therefore
 * means that a page would. Returns the delivery's id.
 */
export async function sendDirect(work: Work, secrets: Secrets, message: DirectMessage): Promise<string> {
  const id = work.id()
  const { userId, content } = message
  const target =
    'contact' in message
      ? { contactId: message.contact.id, channel: message.contact.channel, address: null }
      : { contactId: null, channel: message.channel, address: message.address }
  const contentSealed = secrets.seal('content', JSON.stringify(content))
  const place = {
    id,
    kind: content.kind,
    pageId: null,
    alertId: null,
    userId,
    attempt: 1,
    dueAt: work.now,
    rank: 0,
    subjectId: null,
  }
  await insertDeliveries(work.trx, work.orgId, work.now, [{ ...place, ...target, contentSealed }])
  work.wake(deliveryLoopName)
  return id
}

/** What concerns a person's own account: mails to the person's own address, whatever contacts there are. */
export async function sendAccountMessage(
  work: Work,
  secrets: Secrets,
  message: { userId: string; address: string; url: string } & (
    | { kind: 'invitation' | 'password_reset'; expiresAt: Temporal.Instant }
    | { kind: 'sign_in_reset'; by: string }
  ),
): Promise<void> {
  const { url } = message
  const content: DirectContent =
    message.kind === 'sign_in_reset'
      ? { kind: message.kind, url, by: message.by }
      : { kind: message.kind, url, expiresAt: message.expiresAt.toString() }
  await sendDirect(work, secrets, { userId: message.userId, content, channel: 'email', address: message.address })
}
