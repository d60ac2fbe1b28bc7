import { permissions } from '../../../contract/permissions.ts'
import type { Permission } from '../../../contract/permissions.ts'
import { allows } from '../../../contract/permissions.ts'
import { audit } from '../../audit/index.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Caller } from '../../kernel/http/api.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { attempt } from '../attempts.ts'
import type { Client } from '../../kernel/http/client.ts'
import type { Logins } from '../logins.ts'
import { getOrganization } from '../store/organizations.ts'
import { findUser, findUserOfLogin, findUsersByEmail, updateUser } from '../store/users.ts'
import type { User } from '../types.ts'
import { noteAccount } from './note.ts'
import { asUser } from './people.ts'

/** One address may be known to several organizations; more than this many are not tried, each costs a password check. */
const mostOrganizations = 10

export interface SignedIn {
  orgId: string
  userId: string
  /** Values for Set-Cookie. */
  cookies: string[]
}

/**
 * Begins a session. A person of several organizations comes to the one whose password was given. Throws wrong_credentials,
 * which does not tell whether the address is known, and too_many_requests.
 */
export async function signIn(
  kernel: Kernel,
  logins: Logins,
  email: string,
  password: string,
  client: Client,
): Promise<SignedIn> {
  const tries = await attempt(kernel, logins, 'sign-in', email.toLowerCase(), client.address)
  const found = await findUsersByEmail(kernel.engine, email, mostOrganizations)
  const candidates = found.flatMap((row) => (row.loginId === null ? [] : [{ ...row, loginId: row.loginId }]))
  // An unknown address costs one password check as well, so that its answer takes as long.
  if (candidates.length === 0) await logins.signIn('nobody', password, client)
  for (const { orgId, id: userId, loginId } of candidates) {
    const cookies = await logins.signIn(loginId, password, client)
    if (cookies === undefined) continue
    await tries.forget()
    await noteAccount(kernel, 'session.began', { orgId, userId, by: { kind: 'user', ip: client.address } })
    return { orgId, userId, cookies }
  }
  for (const { orgId, id: userId } of candidates) noteRefusal(kernel, orgId, userId, client)
  throw new Fault('wrong_credentials', 'E-mail address or password is wrong.')
}

/** Not waited for: the answer for an address that is known must not take longer than for one that is not. */
function noteRefusal(kernel: Kernel, orgId: string, userId: string, { address: ip }: Client): void {
  noteAccount(kernel, 'session.refused', { orgId, userId, by: { kind: 'unknown', ip } }).catch((error: Error) =>
    kernel.log.warn({ error: error.message }, 'a refused sign-in could not be noted in the audit log'),
  )
}

/** Ends the session of a request; the cookies to send with the answer. */
export async function signOut(
  kernel: Kernel,
  logins: Logins,
  headers: Headers,
  caller: Caller | undefined,
): Promise<string[]> {
  const cookies = await logins.signOut(headers)
  if (caller?.userId !== undefined) {
    const { orgId, userId, ip } = caller
    await noteAccount(kernel, 'session.ended', { orgId, userId, by: { kind: 'user', ...(ip && { ip }) } })
  }
  return cookies
}

/** Begins a session for somebody who has just chosen this password. */
export async function signInUser(
  kernel: Kernel,
  logins: Logins,
  user: { orgId: string; userId: string },
  password: string,
  client: Client,
): Promise<SignedIn> {
  const row = await kernel.work.inOrganization(user.orgId, ({ trx }) => findUser(trx, user.userId))
  const cookies = row?.loginId ? await logins.signIn(row.loginId, password, client) : undefined
  if (cookies === undefined) throw new Fault('wrong_credentials', 'The password was changed in the meantime. Sign in.')
  await noteAccount(kernel, 'session.began', { ...user, by: { kind: 'user', ip: client.address } })
  return { ...user, cookies }
}

/** The person whose session this is; undefined when there is none or the person has left. */
export async function callerOfSession(
  kernel: Kernel,
  logins: Logins,
  headers: Headers,
): Promise<{ caller: Caller; cookies: string[] } | undefined> {
  const session = await logins.session(headers)
  const owner = session && (await findUserOfLogin(kernel.engine, session.loginId))
  if (!owner) return undefined
  return kernel.work.inOrganization(owner.orgId, async ({ trx, orgId }) => {
    const row = await findUser(trx, owner.id)
    if (!row) return undefined
    const { name, role, language } = asUser(row, await getOrganization(trx))
    return { caller: { kind: 'user', orgId, userId: row.id, name, role, language }, cookies: session.cookies }
  })
}

export interface SessionView {
  user: User
  organization: { key: string; name: string; timezone: string; language: User['language'] }
  can: Record<Permission, boolean>
  demo: boolean
}

/** Who this is, where, and what the role allows. */
export async function viewSession(kernel: Kernel, orgId: string, userId: string): Promise<SessionView> {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const organization = await getOrganization(trx)
    const row = await findUser(trx, userId)
    if (!row) throw new Fault('not_signed_in', 'This account no longer exists.')
    const user = asUser(row, organization)
    const { key, name, timeZone: timezone, language, demo } = organization
    const can = Object.fromEntries(permissions.map((one) => [one, allows(user.role, one)]))
    return { user, organization: { key, name, timezone, language }, can: can as SessionView['can'], demo }
  })
}

/** Changes what a person may change of themselves. */
export async function updateProfile(
  kernel: Kernel,
  caller: Caller & { userId: string },
  values: { name?: string | undefined; language?: User['language'] | undefined; timezone?: string | undefined },
): Promise<void> {
  const changed = {
    ...(values.name !== undefined && { name: values.name }),
    ...(values.language !== undefined && { language: values.language }),
    ...(values.timezone !== undefined && { timeZone: values.timezone }),
  }
  if (Object.keys(changed).length === 0) return
  const { orgId, userId } = caller
  await kernel.work.inOrganization(orgId, async (work) => {
    const before = await findUser(work.trx, userId)
    await updateUser(work.trx, userId, changed)
    const was = Object.fromEntries(Object.keys(changed).map((name) => [name, before?.[name as keyof typeof changed]]))
    const subject = { kind: 'user', id: userId, name: caller.name, ...(before && { key: before.key }) }
    audit(work, { action: 'user.changed', actor: actorOf(caller), subject, data: { before: was, after: changed } })
    work.changed('setup')
  })
}
