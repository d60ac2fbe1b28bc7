import type { SignInSession } from '../../../contract/sign-in.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { attempt } from '../attempts.ts'
import type { Logins } from '../logins.ts'
import { deleteLoginSessions, listLoginSessions } from '../store/login-sessions.ts'
import { deleteTrustedDevices } from '../store/second-factors.ts'
import { findUser } from '../store/users.ts'
import { noteAccount } from './note.ts'
import type { Owner } from './second-factor.ts'

/** Where the person is signed in. `headers` are those of the request, to tell which session asks. */
export async function listSessions(
  kernel: Kernel,
  logins: Logins,
  owner: Owner,
  headers: Headers,
): Promise<SignInSession[]> {
  const current = (await logins.session(headers))?.id
  const rows = await listLoginSessions(logins.db, await loginOf(kernel, owner), kernel.clock.now())
  return rows.map(({ id, userAgent, address, beganAt, seenAt }) => ({
    id,
    userAgent,
    address,
    beganAt: beganAt.toString(),
    seenAt: seenAt.toString(),
    current: id === current,
  }))
}

/** Ends one of the own sessions. Throws not_found. */
export async function endSession(kernel: Kernel, logins: Logins, owner: Owner, id: string): Promise<void> {
  const ended = await deleteLoginSessions(logins.db, await loginOf(kernel, owner), { id })
  if (ended === 0) throw new Fault('not_found', 'There is no such session of yours; it may have ended.')
  await note(kernel, owner, 'session.ended')
}

/** Ends every session but the one that asks. */
export async function endOtherSessions(kernel: Kernel, logins: Logins, owner: Owner, headers: Headers): Promise<void> {
  const allBut = (await logins.session(headers))?.id
  const sessions = await deleteLoginSessions(logins.db, await loginOf(kernel, owner), { allBut })
  if (sessions > 0) await note(kernel, owner, 'session.others_ended', { sessions })
}

/** A new password for the old one; ends every other session. Throws wrong_password, too_many_requests. */
export async function changePassword(
  kernel: Kernel,
  logins: Logins,
  owner: Owner,
  { current, password, headers }: { current: string; password: string; headers: Headers },
): Promise<void> {
  const loginId = await loginOf(kernel, owner)
  const tries = await attempt(kernel, logins, 'sign-in', owner.userId, owner.ip ?? '')
  if (!(await logins.check(loginId, current))) {
    throw new Fault('wrong_password', 'The present password is wrong; nothing was changed.')
  }
  await tries.forget()
  await logins.changePassword(loginId, password)
  await kernel.work.inOrganization(owner.orgId, ({ trx }) => deleteTrustedDevices(trx, owner.userId))
  await deleteLoginSessions(logins.db, loginId, { allBut: (await logins.session(headers))?.id })
  await note(kernel, owner, 'password.changed')
}

async function loginOf(kernel: Kernel, { orgId, userId }: Owner): Promise<string> {
  const user = await kernel.work.inOrganization(orgId, ({ trx }) => findUser(trx, userId))
  if (!user?.loginId) throw new Fault('not_signed_in', 'This account no longer exists.')
  return user.loginId
}

async function note(kernel: Kernel, { orgId, userId, ip }: Owner, action: string, data?: Record<string, unknown>) {
  await noteAccount(kernel, action, { orgId, userId, by: { kind: 'user', ...(ip && { ip }) }, ...(data && { data }) })
}
