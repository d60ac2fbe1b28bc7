import { audit } from '../../audit/index.ts'
import { Fault } from '../../kernel/fault.ts'
import { pikettItself } from '../../kernel/http/actor.ts'
import type { Actor } from '../../kernel/http/actor.ts'
import type { Client } from '../../kernel/http/client.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { hashToken, randomToken } from '../../kernel/secrets.ts'
import type { Work } from '../../kernel/db/work.ts'
import { attempt } from '../attempts.ts'
import type { Logins } from '../logins.ts'
import {
  acceptInvitation,
  deleteOpenInvitations,
  findInvitationOwner,
  insertInvitation,
  lockInvitation,
} from '../store/invitations.ts'
import { getOrganization } from '../store/organizations.ts'
import { deleteTrustedDevices } from '../store/second-factors.ts'
import type { UserRow } from '../store/users.ts'
import { findUser, findUserOfLogin, findUsersByEmail, insertLogin } from '../store/users.ts'
import type { IdentityPorts } from '../types.ts'
import { giveMailContact } from './first-contact.ts'
import { noteAccount } from './note.ts'

const invitationDays = 7
const resetHours = 1

export interface Invited {
  id: string
  key: string
  name: string
  email: string
}

/** Invites a person to choose a password; an earlier invitation stops working. The mail is planned in the same transaction. */
export async function invite(
  kernel: Kernel,
  ports: IdentityPorts,
  work: Work,
  user: Invited,
  actor: Actor = pikettItself,
): Promise<{ url: string; expiresAt: Temporal.Instant }> {
  const token = randomToken()
  const expiresAt = work.now.add({ hours: invitationDays * 24 })
  await deleteOpenInvitations(work.trx, user.id)
  await insertInvitation(work.trx, {
    orgId: work.orgId,
    id: work.id(),
    userId: user.id,
    tokenHash: hashToken(token),
    expiresAt,
    createdAt: work.now,
  })
  const url = `${kernel.publicUrl()}/invitations/${token}`
  await ports.sendAccountMessage(work, { kind: 'invitation', userId: user.id, address: user.email, url, expiresAt })
  const { id, key, name, email } = user
  const subject = { kind: 'user', id, key, name }
  audit(work, { action: 'invitation.sent', actor, subject, data: { email, expiresAt } })
  return { url, expiresAt }
}

export interface InvitationView {
  name: string
  email: string
  organization: { name: string }
}

/** Whom an invitation is for. Throws not_found, link_used or link_expired. */
export async function viewInvitation(kernel: Kernel, token: string): Promise<InvitationView> {
  return withInvitation(kernel, token, async (work, user) => {
    const { name } = await getOrganization(work.trx)
    return { name: user.name, email: user.email, organization: { name } }
  })
}

/** Sets the password that the person chose; once. Returns whose it is. */
export async function accept(
  kernel: Kernel,
  logins: Logins,
  token: string,
  password: string,
  { address: ip }: Client,
): Promise<{ orgId: string; userId: string }> {
  // A password costs a tenth of a second to hash: not for somebody who only guesses tokens.
  await viewInvitation(kernel, token)
  const passwordHash = await logins.hash(password)
  return withInvitation(kernel, token, async (work, user, invitationId) => {
    if (user.loginId !== null) throw new Fault('link_used', 'You already have a password. Sign in with it.')
    await insertLogin(work.trx, user.id, user.name, passwordHash)
    await acceptInvitation(work.trx, invitationId, work.now)
    // The link came by mail: whoever holds it reads that mailbox.
    await giveMailContact(work, user.id, user.email, true)
    work.changed('setup')
    const { id, key, name } = user
    const subject = { kind: 'user', id, key, name }
    audit(work, { action: 'invitation.accepted', actor: { kind: 'link', id, name, ip }, subject })
    return { orgId: work.orgId, userId: user.id }
  })
}

async function withInvitation<T>(
  kernel: Kernel,
  token: string,
  act: (work: Work, user: UserRow, invitationId: string) => Promise<T>,
): Promise<T> {
  const tokenHash = hashToken(token)
  const unknown = new Fault('not_found', 'There is no such invitation. Ask for a new one.')
  const orgId = await findInvitationOwner(kernel.engine, tokenHash)
  if (orgId === undefined) throw unknown
  return kernel.work.inOrganization(orgId, async (work) => {
    const invitation = await lockInvitation(work.trx, tokenHash)
    const user = invitation && (await findUser(work.trx, invitation.userId))
    if (!user) throw unknown
    if (invitation.acceptedAt !== null) throw new Fault('link_used', 'This invitation has been used. Sign in.')
    if (Temporal.Instant.compare(invitation.expiresAt, work.now) <= 0) {
      throw new Fault('link_expired', 'This invitation has expired. Ask for a new one.')
    }
    return act(work, user, invitation.id)
  })
}

/**
 * Sends everybody with this address a link to choose a new password: one per organization, each through its own
 * organization's mail server and for its own login only. Who never had a password is invited again. The caller learns
 * nothing about whether the address is known.
 */
export async function requestPasswordReset(
  kernel: Kernel,
  ports: IdentityPorts,
  logins: Logins,
  email: string,
  place: string,
): Promise<void> {
  await attempt(kernel, logins, 'password-reset', email.toLowerCase(), place)
  for (const found of await findUsersByEmail(kernel.engine, email, 10)) {
    const token = found.loginId === null ? undefined : await logins.createResetToken(found.loginId)
    await kernel.work.inOrganization(found.orgId, async (work) => {
      const user = await findUser(work.trx, found.id)
      if (!user) return
      if (token === undefined) await invite(kernel, ports, work, user)
      else await sendReset(kernel, ports, work, { user, token, actor: { kind: 'unknown', name: '', ip: place } })
    })
  }
}

/** Plans the mail with the link of this token. */
export async function sendReset(
  kernel: Kernel,
  ports: IdentityPorts,
  work: Work,
  { user, token, actor }: { user: Invited; token: string; actor: Actor },
): Promise<{ url: string; expiresAt: Temporal.Instant }> {
  const url = `${kernel.publicUrl()}/password-reset/${token}`
  const expiresAt = work.now.add({ hours: resetHours })
  const { id, key, name, email: address } = user
  await ports.sendAccountMessage(work, { kind: 'password_reset', userId: id, address, url, expiresAt })
  audit(work, { action: 'password.reset_requested', actor, subject: { kind: 'user', id, key, name } })
  return { url, expiresAt }
}

/** Sets a new password with the token of a mail; ends all sessions of the person. */
export async function resetPassword(
  kernel: Kernel,
  logins: Logins,
  token: string,
  password: string,
  { address: ip }: Client,
): Promise<void> {
  const loginId = await logins.resetPassword(token, password)
  if (loginId === undefined) {
    throw new Fault('link_expired', 'This link has been used or has expired. Ask for a new one.')
  }
  const owner = await findUserOfLogin(kernel.engine, loginId)
  if (!owner) return
  await kernel.work.inOrganization(owner.orgId, ({ trx }) => deleteTrustedDevices(trx, owner.id))
  await noteAccount(kernel, 'password.changed', { orgId: owner.orgId, userId: owner.id, by: { kind: 'link', ip } })
}
