import type { SignInState } from '../../../contract/sign-in.ts'
import { audit } from '../../audit/index.ts'
import { Fault } from '../../kernel/fault.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Caller } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Logins } from '../logins.ts'
import { findOpenInvitation } from '../store/invitations.ts'
import { deleteLoginSessions } from '../store/login-sessions.ts'
import { deletePasskeys, listPasskeys } from '../store/passkeys.ts'
import { findFactor } from '../store/second-factors.ts'
import { findUserByKey } from '../store/users.ts'
import type { IdentityPorts } from '../types.ts'
import { forgetFactor } from './second-factor.ts'

/** How a person can sign in. Throws not_found. */
export async function viewSignIn(kernel: Kernel, { orgId }: Caller, key: string): Promise<SignInState> {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const user = await findUserByKey(trx, key)
    if (!user) throw unknown(key)
    const invitation = await findOpenInvitation(trx, user.id)
    const factor = await findFactor(trx, user.id)
    return {
      hasPassword: user.loginId !== null,
      invitation: invitation
        ? { sentAt: invitation.createdAt.toString(), expiresAt: invitation.expiresAt.toString() }
        : null,
      passkeys: (await listPasskeys(trx, user.id)).length,
      secondFactor: Boolean(factor?.confirmedAt),
    }
  })
}

/**
 * For somebody who has lost the phone: passkeys, second factor and trusted browsers are gone, every session ends, only the
 * password is left. The person is told by mail. Only an owner may do this to an owner. Throws not_found, forbidden.
 */
export async function resetSignIn(
  kernel: Kernel,
  logins: Logins,
  ports: IdentityPorts,
  caller: Caller,
  key: string,
): Promise<void> {
  const loginId = await kernel.work.inOrganization(caller.orgId, async (work) => {
    const user = await findUserByKey(work.trx, key)
    if (!user) throw unknown(key)
    if (user.role === 'owner' && caller.role !== 'owner') {
      throw new Fault('forbidden', 'Only an owner may reset the sign-in of an owner.')
    }
    const secondFactor = Boolean((await findFactor(work.trx, user.id))?.confirmedAt)
    await forgetFactor(work, user.id)
    const passkeys = await deletePasskeys(work.trx, user.id)
    const { id, name, email: address } = user
    const subject = { kind: 'user', id, key, name }
    const data = { secondFactor, passkeys: passkeys.map((one) => one.name) }
    audit(work, { action: 'sign_in.reset', actor: actorOf(caller), subject, data })
    const url = `${kernel.publicUrl()}/me?tab=security`
    await ports.sendAccountMessage(work, { kind: 'sign_in_reset', userId: id, address, by: caller.name, url })
    work.changed('setup')
    return user.loginId
  })
  if (loginId !== null) await deleteLoginSessions(logins.db, loginId, { allBut: undefined })
}

const unknown = (key: string) => new Fault('not_found', `There is no user "${key}".`)
