import { permissions } from '../../../contract/permissions.ts'
import type { Permission } from '../../../contract/permissions.ts'
import { allows } from '../../../contract/permissions.ts'
import { audit } from '../../audit/index.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Caller } from '../../kernel/http/api.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Client } from '../../kernel/http/client.ts'
import type { Logins } from '../logins.ts'
import { getOrganization } from '../store/organizations.ts'
import { findUser, findUserOfLogin, updateUser } from '../store/users.ts'
import type { User } from '../types.ts'
import { noteAccount } from './note.ts'
import { asUser } from './people.ts'
import { mustAddFactor } from './required-factor.ts'
import { noteBegin } from './sign-in.ts'
import type { SignedIn } from './sign-in.ts'

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
  const { loginId } = row ?? {}
  if (!loginId || !(await logins.check(loginId, password))) {
    throw new Fault('wrong_credentials', 'The password was changed in the meantime. Sign in.')
  }
  const cookies = await logins.begin(loginId, client)
  await noteBegin(kernel, user, client, 'password')
  return { ...user, cookies }
}

/** The person whose session this is; undefined when there is none or the person has left. */
export async function callerOfSession(
  kernel: Kernel,
  logins: Logins,
  headers: Headers,
): Promise<{ caller: Caller; cookies: string[]; mustAddFactor: boolean } | undefined> {
  const session = await logins.session(headers)
  const owner = session && (await findUserOfLogin(kernel.engine, session.loginId))
  if (!owner) return undefined
  return kernel.work.inOrganization(owner.orgId, async ({ trx, orgId }) => {
    const row = await findUser(trx, owner.id)
    if (!row) return undefined
    const organization = await getOrganization(trx)
    const { name, role, language } = asUser(row, organization)
    const caller = { kind: 'user' as const, orgId, userId: row.id, name, role, language }
    return { caller, cookies: session.cookies, mustAddFactor: await mustAddFactor(trx, organization, row.id) }
  })
}

export interface SessionView {
  user: User
  organization: { key: string; name: string; timezone: string; language: User['language'] }
  can: Record<Permission, boolean>
  demo: boolean
  /** A second factor is required and there is none: the session can set one up, and nothing else. */
  mustAddFactor: boolean
  /** The person has put the first ten minutes away. */
  welcomeDismissed: boolean
}

/** Who this is, where, and what the role allows. */
export async function viewSession(kernel: Kernel, orgId: string, userId: string): Promise<SessionView> {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const organization = await getOrganization(trx)
    const row = await findUser(trx, userId)
    if (!row) throw new Fault('not_signed_in', 'This account no longer exists.')
    const user = asUser(row, organization)
    const { key, name, timeZone: timezone, language, demo } = organization
    const isLimited = await mustAddFactor(trx, organization, userId)
    const can = Object.fromEntries(permissions.map((one) => [one, !isLimited && allows(user.role, one)]))
    return {
      user,
      organization: { key, name, timezone, language },
      can: can as SessionView['can'],
      demo,
      mustAddFactor: isLimited,
      welcomeDismissed: row.welcomeDismissedAt !== null,
    }
  })
}

/** Puts the first ten minutes away for this person, or brings them back. Of the set-up this changes nothing. */
export async function dismissWelcome(
  kernel: Kernel,
  { orgId, userId }: Caller & { userId: string },
  dismissed: boolean,
) {
  await kernel.work.inOrganization(orgId, ({ trx, now }) =>
    updateUser(trx, userId, { welcomeDismissedAt: dismissed ? now : null }),
  )
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
