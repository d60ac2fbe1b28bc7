import { Fault } from '../../kernel/fault.ts'
import type { Client } from '../../kernel/http/client.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { attempt } from '../attempts.ts'
import type { Logins } from '../logins.ts'
import { isTrusted, trustDevice } from '../second-factor/trusted-device.ts'
import { countRecoveryCodes, findFactor } from '../store/second-factors.ts'
import { findUser, findUsersByEmail } from '../store/users.ts'
import { noteAccount } from './note.ts'
import { refusePasswordAlone } from './required-factor.ts'
import { takeCode, wrongCode } from './second-factor.ts'

/** One address may be known to several organizations; more than this many are not tried, each costs a password check. */
const mostOrganizations = 10

export interface SignedIn {
  orgId: string
  userId: string
  /** Values for Set-Cookie. */
  cookies: string[]
}

export interface Credentials {
  email: string
  password: string
  /** Of the second factor, where it is on: sent along with the password once it was asked for. */
  code?: string | undefined
  trustDevice?: boolean | undefined
}

/** The browser that asks: what it is trusted by, and whether it came by https. */
export interface Browser extends Client {
  cookies: string | undefined
  secure: boolean
}

interface Person {
  orgId: string
  userId: string
}

/**
 * Begins a session. A person of several organizations comes to the one whose password was given. Throws wrong_credentials,
 * which does not tell whether the address is known, second_factor_needed, passkey_needed, wrong_code and too_many_requests.
 */
export async function signIn(kernel: Kernel, logins: Logins, given: Credentials, browser: Browser): Promise<SignedIn> {
  const { email, password } = given
  const tries = await attempt(kernel, logins, 'sign-in', email.toLowerCase(), browser.address)
  const found = await findUsersByEmail(kernel.engine, email, mostOrganizations)
  const candidates = found.flatMap((row) => (row.loginId === null ? [] : [{ ...row, loginId: row.loginId }]))
  // An unknown address costs one password check as well, so that its answer takes as long.
  if (candidates.length === 0) await logins.check(undefined, password)
  for (const { orgId, id: userId, loginId } of candidates) {
    if (!(await logins.check(loginId, password))) continue
    await tries.forget()
    const step = await secondStep(kernel, logins, { orgId, userId }, given, browser)
    const cookies = await logins.begin(loginId, browser)
    await noteBegin(kernel, { orgId, userId }, browser, step.by)
    return { orgId, userId, cookies: [...cookies, ...step.cookies] }
  }
  for (const { orgId, id: userId } of candidates) noteRefusal(kernel, { orgId, userId }, browser, 'password')
  throw new Fault('wrong_credentials', 'E-mail address or password is wrong.')
}

type Means = 'password' | 'trusted_device' | 'code' | 'recovery_code' | 'passkey'

/** By what a session began, for the audit log. */
export async function noteBegin(kernel: Kernel, person: Person, { address: ip }: Client, by: Means): Promise<void> {
  await noteAccount(kernel, 'session.began', { ...person, by: { kind: 'user', ip }, data: { by } })
}

/** Not waited for: the answer for an address that is known must not take longer than for one that is not. */
export function noteRefusal(kernel: Kernel, person: Person, { address: ip }: Client, by: Means, reason?: string): void {
  const data = { by, ...(reason !== undefined && { reason }) }
  noteAccount(kernel, 'session.refused', { ...person, by: { kind: 'unknown', ip }, data }).catch((error: Error) =>
    kernel.log.warn({ error: error.message }, 'a refused sign-in could not be noted in the audit log'),
  )
}

/** What the password alone does not open. Throws second_factor_needed and wrong_code. */
async function secondStep(
  kernel: Kernel,
  logins: Logins,
  person: Person,
  given: Credentials,
  browser: Browser,
): Promise<{ by: Means; cookies: string[] }> {
  const { orgId, userId } = person
  const without = await kernel.work.inOrganization(orgId, async (work): Promise<Means | undefined> => {
    if (!(await findFactor(work.trx, userId))?.confirmedAt) {
      await refusePasswordAlone(work.trx, userId)
      return 'password'
    }
    return (await isTrusted(work, userId, browser)) ? 'trusted_device' : undefined
  })
  if (without) return { by: without, cookies: [] }
  if (!given.code) {
    throw new Fault(
      'second_factor_needed',
      'The password is right. Send it again, with the code of your app as "code".',
    )
  }
  const tries = await attempt(kernel, logins, 'second-factor', userId, browser.address)
  const taken = await takeCodeOf(kernel, person, given, browser)
  if (taken === undefined) {
    noteRefusal(kernel, person, browser, 'code')
    throw wrongCode()
  }
  await tries.forget()
  return taken
}

async function takeCodeOf(kernel: Kernel, { orgId, userId }: Person, given: Credentials, browser: Browser) {
  const result = await kernel.work.inOrganization(orgId, async (work) => {
    const by = (await findUser(work.trx, userId)) && (await takeCode(work, userId, given.code ?? ''))
    if (by === undefined) return undefined
    const cookies = given.trustDevice ? [await trustDevice(work, userId, browser.secure)] : []
    return { by, cookies, left: await countRecoveryCodes(work.trx, userId) }
  })
  if (result?.by === 'recovery_code') {
    const data = { left: result.left }
    await noteAccount(kernel, 'recovery_code.used', { orgId, userId, by: { kind: 'user', ip: browser.address }, data })
  }
  return result
}
