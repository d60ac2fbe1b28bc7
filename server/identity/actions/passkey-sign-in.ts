import { Fault } from '../../kernel/fault.ts'
import type { Client } from '../../kernel/http/client.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { hashToken } from '../../kernel/secrets.ts'
import { attempt } from '../attempts.ts'
import type { Logins } from '../logins.ts'
import { challengeEnd, makeChallenge } from '../passkey/challenge.ts'
import type { Credential, RelyingParty } from '../passkey/verify.ts'
import { askToSignIn, readSignIn } from '../passkey/verify.ts'
import { spendChallenge } from '../store/login-sessions.ts'
import { findPasskeyOwner, lockPasskey, updatePasskey } from '../store/passkeys.ts'
import { findUser } from '../store/users.ts'
import type { SignedIn } from './sign-in.ts'
import { noteBegin, noteRefusal } from './sign-in.ts'

const purpose = 'sign-in'

/** What the browser is asked with; it offers the passkeys that it has for this address. */
export async function beginPasskeySignIn(kernel: Kernel, party: RelyingParty) {
  return askToSignIn(party, makeChallenge(kernel.secrets, purpose, kernel.clock.now()))
}

/**
 * Begins a session by a passkey, which is the only step: the device has asked for finger, face or PIN. Throws
 * passkey_refused, which says the same for an unknown one, and too_many_requests.
 */
export async function signInByPasskey(
  kernel: Kernel,
  logins: Logins,
  given: { party: RelyingParty; credential: Credential },
  client: Client,
): Promise<SignedIn> {
  const { credential } = given
  const tries = await attempt(kernel, logins, 'passkey', credential.id, client.address)
  const owner = await findPasskeyOwner(kernel.engine, credential.id)
  if (!owner) throw refusal()
  const person = { orgId: owner.orgId, userId: owner.userId }
  const answer = await take(kernel, logins, person, given)
  if (answer.loginId === undefined) {
    noteRefusal(kernel, person, client, 'passkey', answer.refused)
    throw refusal()
  }
  await tries.forget()
  const cookies = await logins.begin(answer.loginId, client)
  await noteBegin(kernel, person, client, 'passkey')
  return { ...person, cookies }
}

/** Whose login the answer opens, or why it opens none. */
async function take(
  kernel: Kernel,
  logins: Logins,
  { orgId, userId }: { orgId: string; userId: string },
  { party, credential }: { party: RelyingParty; credential: Credential },
): Promise<{ loginId: string } | { loginId?: undefined; refused: string }> {
  return kernel.work.inOrganization(orgId, async ({ trx, now, secrets }) => {
    const passkey = await lockPasskey(trx, credential.id)
    const user = passkey && (await findUser(trx, userId))
    if (!passkey || !user?.loginId) return { refused: 'the person has left' }
    let challenge = { text: '', end: now }
    const { value, refused } = await readSignIn(party, credential, passkey, (text) => {
      const end = challengeEnd(secrets, purpose, text, now)
      if (end) challenge = { text, end }
      return end !== undefined
    })
    if (!value) return { refused }
    // Only now: what was not signed must not use up the challenge of somebody else.
    const hash = hashToken(challenge.text)
    if (!(await spendChallenge(logins.db, hash, { now, expiresAt: challenge.end }))) return { refused: 'replayed' }
    await updatePasskey(trx, passkey, { counter: value.counter, lastUsedAt: now })
    return { loginId: user.loginId }
  })
}

const refusal = () =>
  new Fault('passkey_refused', 'This passkey is not known here, was removed, or the request took too long. Try again.')
