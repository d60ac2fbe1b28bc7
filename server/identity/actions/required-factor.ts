import type { FactorCoverage } from '../../../contract/sign-in.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { getFactors, listFactorHolders } from '../store/factors.ts'
import { getOrganization } from '../store/organizations.ts'
import { lockUser } from '../store/users.ts'

/** Whether a person has an authenticator app or a passkey. */
export async function hasSecondFactor(trx: Trx, userId: string): Promise<boolean> {
  const { app, passkeys } = await getFactors(trx, userId)
  return app || passkeys > 0
}

/** Whether the person has to set up a second factor before anything else. Most organizations are asked nothing more. */
export async function mustAddFactor(
  trx: Trx,
  organization: { requireSecondFactor: boolean },
  userId: string,
): Promise<boolean> {
  return organization.requireSecondFactor && !(await hasSecondFactor(trx, userId))
}

/**
 * Where a second factor is required, the password alone opens nothing for somebody whose factor is a passkey. Throws
 * passkey_needed. For those who have neither it opens the setting-up of one.
 */
export async function refusePasswordAlone(trx: Trx, userId: string): Promise<void> {
  const { requireSecondFactor } = await getOrganization(trx)
  if (!requireSecondFactor) return
  const { app, passkeys } = await getFactors(trx, userId)
  if (app || passkeys === 0) return
  throw new Fault(
    'passkey_needed',
    'The password is right, but a second factor is required: sign in with your passkey.',
  )
}

/** Before one of them goes. Two requests at once wait for each other. Throws last_second_factor. */
export async function keepOneFactor({ trx }: Work, userId: string, going: 'app' | 'passkey'): Promise<void> {
  await lockUser(trx, userId)
  const { requireSecondFactor } = await getOrganization(trx)
  if (!requireSecondFactor) return
  const { app, passkeys } = await getFactors(trx, userId)
  const left = going === 'app' ? passkeys : Number(app) + passkeys - 1
  if (left > 0) return
  throw new Fault(
    'last_second_factor',
    'A second factor is required here, and this is your last one. Add a passkey or an authenticator app first.',
  )
}

/** How many have a second factor: what it would mean to require one. */
export async function factorCoverage(kernel: Kernel, orgId: string): Promise<FactorCoverage> {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const people = await listFactorHolders(trx)
    const without = people.filter(({ hasFactor }) => !hasFactor).map(({ key, name }) => ({ key, name }))
    const { requireSecondFactor: required } = await getOrganization(trx)
    return { required, total: people.length, without }
  })
}
