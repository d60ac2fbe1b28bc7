import type { Enrolment, SecondFactorView } from '../../../contract/sign-in.ts'
import { audit } from '../../audit/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Caller } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { attempt } from '../attempts.ts'
import type { Logins } from '../logins.ts'
import { newRecoveryCodes, recoveryHash } from '../second-factor/recovery.ts'
import { base32, enrolmentUrl, newSecret, stepOfCode } from '../second-factor/totp.ts'
import { getOrganization } from '../store/organizations.ts'
import * as factors from '../store/second-factors.ts'
import { findUser } from '../store/users.ts'
import { keepOneFactor } from './required-factor.ts'

/** The person whose factor it is, signed in. */
export type Owner = Caller & { userId: string }

export async function viewSecondFactor(kernel: Kernel, { orgId, userId }: Owner): Promise<SecondFactorView> {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const factor = await factors.findFactor(trx, userId)
    const recoveryCodesLeft = await factors.countRecoveryCodes(trx, userId)
    return { since: factor?.confirmedAt?.toString() ?? null, recoveryCodesLeft }
  })
}

/** A new secret for the app; it counts once a code of it was typed. Throws conflict while the second factor is on. */
export async function enrol(kernel: Kernel, { orgId, userId }: Owner): Promise<Enrolment> {
  const secret = newSecret()
  return kernel.work.inOrganization(orgId, async (work) => {
    const factor = await factors.lockFactor(work.trx, userId)
    if (factor?.confirmedAt) throw new Fault('conflict', 'The second factor is on. Switch it off before a new one.')
    const secretSealed = kernel.secrets.seal('second-factor', secret.toString('hex'))
    await factors.replaceFactor(work.trx, { orgId, userId, secretSealed, createdAt: work.now })
    const user = await findUser(work.trx, userId)
    const { name } = await getOrganization(work.trx)
    return { secret: base32(secret), url: enrolmentUrl(secret, user?.email ?? '', name) }
  })
}

/** Switches it on by a first code; the recovery codes are handed out this one time. Throws wrong_code, conflict. */
export async function confirm(kernel: Kernel, logins: Logins, owner: Owner, code: string): Promise<string[]> {
  const { orgId, userId } = owner
  const tries = await attempt(kernel, logins, 'second-factor', userId, owner.ip ?? '')
  const codes = await kernel.work.inOrganization(orgId, async (work) => {
    const factor = await factors.lockFactor(work.trx, userId)
    if (!factor) throw new Fault('conflict', 'Begin with a new secret.')
    if (factor.confirmedAt) throw new Fault('conflict', 'The second factor is on already.')
    const lastStep = stepOfCode(
      secretOf(kernel.secrets, factor.secretSealed),
      digitsOf(code),
      work.now,
      factor.lastStep,
    )
    if (lastStep === undefined) throw wrongCode()
    await factors.updateFactor(work.trx, userId, { lastStep, confirmedAt: work.now })
    note(work, owner, 'second_factor.on')
    return giveRecoveryCodes(work, userId)
  })
  await tries.forget()
  return codes
}

/** New recovery codes; the old ones no longer work. Throws wrong_code. */
export async function renewRecoveryCodes(
  kernel: Kernel,
  logins: Logins,
  owner: Owner,
  code: string,
): Promise<string[]> {
  const tries = await attempt(kernel, logins, 'second-factor', owner.userId, owner.ip ?? '')
  const codes = await kernel.work.inOrganization(owner.orgId, async (work) => {
    if (!(await takeCode(work, owner.userId, code))) throw wrongCode()
    note(work, owner, 'second_factor.recovery_codes_renewed')
    return giveRecoveryCodes(work, owner.userId)
  })
  await tries.forget()
  return codes
}

/** Switches it off. Throws wrong_password, wrong_code or last_second_factor. */
export async function switchOff(
  kernel: Kernel,
  logins: Logins,
  owner: Owner,
  given: { password?: string | undefined; code?: string | undefined },
): Promise<void> {
  const tries = await attempt(kernel, logins, 'second-factor', owner.userId, owner.ip ?? '')
  const user = await kernel.work.inOrganization(owner.orgId, ({ trx }) => findUser(trx, owner.userId))
  const byPassword = given.password ? await logins.check(user?.loginId ?? undefined, given.password) : undefined
  if (byPassword === false) throw new Fault('wrong_password', 'The password is wrong; nothing was changed.')
  await kernel.work.inOrganization(owner.orgId, async (work) => {
    if (byPassword === undefined && !(await takeCode(work, owner.userId, given.code ?? ''))) throw wrongCode()
    await keepOneFactor(work, owner.userId, 'app')
    await forgetFactor(work, owner.userId)
    note(work, owner, 'second_factor.off')
  })
  await tries.forget()
}

/** Nothing is left of it. */
export async function forgetFactor(work: Work, userId: string): Promise<void> {
  await factors.deleteFactor(work.trx, userId)
  await factors.replaceRecoveryCodes(work.trx, userId, [])
  await factors.deleteTrustedDevices(work.trx, userId)
}

/** Whether a code is right, and of which kind; it works no second time. */
export async function takeCode(
  work: Work,
  userId: string,
  code: string,
): Promise<'code' | 'recovery_code' | undefined> {
  const factor = await factors.lockFactor(work.trx, userId)
  if (!factor?.confirmedAt) return undefined
  const digits = digitsOf(code)
  if (/^\d{6}$/.test(digits)) {
    const secret = secretOf(work.secrets, factor.secretSealed)
    const lastStep = stepOfCode(secret, digits, work.now, factor.lastStep)
    if (lastStep === undefined) return undefined
    await factors.updateFactor(work.trx, userId, { lastStep })
    return 'code'
  }
  const isTaken = await factors.takeRecoveryCode(work.trx, userId, recoveryHash(work.secrets, userId, code))
  return isTaken ? 'recovery_code' : undefined
}

export const wrongCode = () =>
  new Fault('wrong_code', 'The code is wrong, has been used or has expired. Take the one that the app shows now.')

async function giveRecoveryCodes(work: Work, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  const rows = codes.map((code) => ({
    orgId: work.orgId,
    id: work.id(),
    codeHash: recoveryHash(work.secrets, userId, code),
  }))
  await factors.replaceRecoveryCodes(work.trx, userId, rows)
  return codes
}

function note(work: Work, owner: Owner, action: string): void {
  audit(work, { action, actor: actorOf(owner), subject: { kind: 'user', id: owner.userId, name: owner.name } })
  work.changed('setup')
}

const digitsOf = (code: string) => code.replaceAll(/[\s-]/g, '')
const secretOf = (secrets: Secrets, sealed: string) => Buffer.from(secrets.open('second-factor', sealed), 'hex')
