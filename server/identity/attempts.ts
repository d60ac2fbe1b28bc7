import { createHash } from 'node:crypto'
import { Fault } from '../kernel/fault.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Logins } from './logins.ts'
import { countAttempts, deleteAttempts, deleteEndedAttempts } from './store/attempts.ts'

const windowMinutes = 15

/**
 * How many tries a window allows: few for one address from one place, more for an address from everywhere (else anybody
 * could lock a person out by trying), many from one place (an office shares one). A password reset sends a mail.
 */
const mostByPurpose = {
  'sign-in': { pair: 10, subject: 100, place: 200 },
  'password-reset': { pair: 3, subject: 5, place: 50 },
  // Whoever gets here knows the password; of a million codes three are right.
  'second-factor': { pair: 5, subject: 10, place: 100 },
  passkey: { pair: 10, subject: 100, place: 200 },
}

export interface Attempt {
  /** The tries were successful: what was counted against this subject is forgotten. */
  forget(): Promise<void>
}

/**
 * Counts a try before it is made, so that a thousand at once count as a thousand; throws too_many_requests above the limit.
 * `subject` is the e-mail address, person or passkey that is tried, `place` the network address that tries.
 */
export async function attempt(
  kernel: Kernel,
  logins: Logins,
  what: keyof typeof mostByPurpose,
  subject: string,
  place: string,
): Promise<Attempt> {
  const now = kernel.clock.now()
  const most = mostByPurpose[what]
  const names = [
    { name: nameHash(what, 'pair', `${subject}\n${place}`), most: most.pair },
    { name: nameHash(what, 'subject', subject), most: most.subject },
    { name: nameHash(what, 'place', place), most: most.place },
  ].toSorted((a, b) => Buffer.compare(a.name, b.name))
  await deleteEndedAttempts(logins.db, now.subtract({ hours: 1 }))
  const hashes = names.map((one) => one.name)
  const counts = await countAttempts(logins.db, hashes, now, now.add({ minutes: windowMinutes }))
  const mostByName = new Map(names.map((one) => [one.name.toString('hex'), one.most]))
  if (counts.some((one) => one.failures > mostByName.get(one.nameHash.toString('hex'))!)) {
    throw new Fault('too_many_requests', `Too many attempts. Wait ${windowMinutes} minutes, then try again.`)
  }
  const own = [nameHash(what, 'pair', `${subject}\n${place}`), nameHash(what, 'subject', subject)]
  return { forget: () => deleteAttempts(logins.db, own) }
}

function nameHash(what: string, kind: string, value: string): Buffer {
  return createHash('sha256').update(`${what}\n${kind}\n${value}`).digest()
}
