import type { LinkSent } from '../../../contract/people.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Caller } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Logins } from '../logins.ts'
import type { UserRow } from '../store/users.ts'
import { findUserByKey } from '../store/users.ts'
import type { IdentityPorts } from '../types.ts'
import { invite, sendReset } from './invitations.ts'

/**
 * Invites somebody again; the earlier invitation stops working. Throws not_found, conflict for somebody who has a password,
 * and forbidden when somebody else than an owner invites an owner.
 */
export async function sendInvitation(
  kernel: Kernel,
  ports: IdentityPorts,
  caller: Caller,
  key: string,
): Promise<LinkSent> {
  return kernel.work.inOrganization(caller.orgId, async (work) => {
    const user = await reachable(work, caller, key)
    if (user.loginId !== null) {
      throw new Fault('conflict', `${user.name} has a password already. Send a link for a new one instead.`)
    }
    const sent = await invite(kernel, ports, work, user, actorOf(caller))
    work.changed('setup')
    return presentLink(work, ports, user, sent)
  })
}

/** Sends somebody a link to choose a new password. Throws not_found, conflict without a password, and forbidden as above. */
export async function sendPasswordReset(
  kernel: Kernel,
  ports: IdentityPorts,
  logins: Logins,
  caller: Caller,
  key: string,
): Promise<LinkSent> {
  const found = await kernel.work.inOrganization(caller.orgId, (work) => reachable(work, caller, key))
  const token = found.loginId === null ? undefined : await logins.createResetToken(found.loginId)
  if (token === undefined) {
    throw new Fault('conflict', `${found.name} has no password yet. Send an invitation instead.`)
  }
  return kernel.work.inOrganization(caller.orgId, async (work) => {
    const user = await reachable(work, caller, key)
    return presentLink(work, ports, user, await sendReset(kernel, ports, work, { user, token, actor: actorOf(caller) }))
  })
}

/** Whoever holds such a link can become the person: that of an owner is for owners only. */
async function reachable({ trx }: Work, { role }: Caller, key: string): Promise<UserRow> {
  const user = await findUserByKey(trx, key)
  if (!user) throw new Fault('not_found', `There is no user "${key}".`)
  if (user.role === 'owner' && role !== 'owner') {
    throw new Fault('forbidden', 'Only an owner can send an owner such a link.')
  }
  return user
}

/** The link itself is shown only when no mail server carries it: then somebody has to hand it over. */
async function presentLink(
  work: Work,
  ports: IdentityPorts,
  { email: address }: UserRow,
  { url, expiresAt }: { url: string; expiresAt: Temporal.Instant },
): Promise<LinkSent> {
  const isMail = await ports.hasMailServer(work)
  return {
    address,
    expiresAt: expiresAt.toString(),
    sent: isMail ? 'mail' : 'simulated',
    url: isMail ? null : url,
  }
}
