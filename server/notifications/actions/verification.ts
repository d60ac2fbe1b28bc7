import { randomInt } from 'node:crypto'
import { audit } from '../../audit/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Actor } from '../../kernel/http/actor.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { sameText } from '../../kernel/secrets.ts'
import { countWrongCode, findContact, lockContact, setVerified, startCode } from '../store/contacts.ts'
import { sendDirect } from './direct.ts'

const validMinutes = 10

/** A million codes and five tries per code: guessing is not worth it. */
const maxWrongCodes = 5

/** Somebody who asks again and again must not be able to flood a stranger's phone. */
const resendSeconds = 60

/**
 * Sends a six-digit code to a contact. Throws not_found, conflict when it is verified and works, too_many_requests within a
 * minute of the last code. Returns the id of the delivery.
 */
export async function startVerification(
  work: Work,
  secrets: Secrets,
  of: { userId: string; contactKey: string },
): Promise<string> {
  const contact = existing(await lockContact(work.trx, of.userId, of.contactKey))
  if (contact.channel === 'push')
    throw new Fault('conflict', 'A device is verified by switching notifications on there.')
  if (contact.verifiedAt !== null && contact.disabledAt === null) {
    throw new Fault('conflict', 'This contact is verified.')
  }
  const againAt = contact.codeExpiresAt?.subtract({ minutes: validMinutes }).add({ seconds: resendSeconds })
  if (againAt && Temporal.Instant.compare(work.now, againAt) < 0) {
    throw new Fault('too_many_requests', 'A code was just sent. Wait a minute before asking for another one.')
  }
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const expiresAt = work.now.add({ minutes: validMinutes })
  await startCode(work.trx, contact.id, { hash: hashOf(secrets, contact.id, code), expiresAt })
  return sendDirect(work, secrets, { userId: of.userId, contact, content: { kind: 'verification', code } })
}

/**
 * Whether the code was right; the contact is then verified. Wrong codes are counted, which must be kept: so this does not
 * throw for them. After five the code is void. Throws not_found.
 */
export async function confirmVerification(
  work: Work,
  secrets: Secrets,
  given: { userId: string; contactKey: string; code: string },
  actor: Actor,
): Promise<boolean> {
  const contact = existing(await lockContact(work.trx, given.userId, given.contactKey))
  const { codeHash, codeExpiresAt, codeFailures } = contact
  if (codeHash === null || codeExpiresAt === null) return false
  if (codeFailures >= maxWrongCodes || Temporal.Instant.compare(codeExpiresAt, work.now) <= 0) return false
  const digits = given.code.replace(/[\s-]/g, '')
  if (!sameText(codeHash.toString('hex'), hashOf(secrets, contact.id, digits).toString('hex'))) {
    await countWrongCode(work.trx, contact.id)
    return false
  }
  await setVerified(work.trx, contact.id, work.now)
  const subject = { kind: 'contact', id: contact.id, key: given.contactKey }
  const { channel, address } = contact
  audit(work, { action: 'contact.verified', actor, subject, data: { channel, address } })
  work.changed('setup')
  return true
}

/** Sends a test message to a verified contact. Throws not_found, and conflict before verification. Returns the delivery. */
export async function sendTest(
  work: Work,
  secrets: Secrets,
  of: { userId: string; contactKey: string },
): Promise<string> {
  const contact = existing(await findContact(work.trx, of.userId, of.contactKey))
  if (contact.verifiedAt === null) {
    throw new Fault('conflict', 'This contact is not verified yet. Ask for a code first.')
  }
  return sendDirect(work, secrets, { userId: of.userId, contact, content: { kind: 'test' } })
}

/** Keyed, so that whoever reads the database cannot try the million codes. */
function hashOf(secrets: Secrets, contactId: string, code: string): Buffer {
  return Buffer.from(secrets.sign('content', `verification ${contactId} ${code}`), 'base64url')
}

function existing<T>(contact: T | undefined): T {
  if (!contact) throw new Fault('not_found', 'You have no such contact.')
  return contact
}
