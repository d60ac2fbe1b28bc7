import type { PasskeyView } from '../../../contract/sign-in.ts'
import { audit } from '../../audit/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { challengeEnd, makeChallenge } from '../passkey/challenge.ts'
import type { Credential, RelyingParty } from '../passkey/verify.ts'
import { askToRegister, readRegistration } from '../passkey/verify.ts'
import type { PasskeyRow } from '../store/passkeys.ts'
import { deletePasskeys, insertPasskey, listPasskeys, updatePasskey } from '../store/passkeys.ts'
import { findUser } from '../store/users.ts'
import { keepOneFactor } from './required-factor.ts'
import type { Owner } from './second-factor.ts'

const mostPasskeys = 20

export async function showPasskeys(kernel: Kernel, { orgId, userId }: Owner): Promise<PasskeyView[]> {
  return kernel.work.inOrganization(orgId, async ({ trx }) => (await listPasskeys(trx, userId)).map(present))
}

/** What the browser is asked with to make a passkey. Throws conflict when there are too many. */
export async function beginPasskey(kernel: Kernel, { orgId, userId }: Owner, party: RelyingParty) {
  return kernel.work.inOrganization(orgId, async ({ trx, now, secrets }) => {
    const user = await findUser(trx, userId)
    const passkeys = await listPasskeys(trx, userId)
    if (!user) throw new Fault('not_signed_in', 'This account no longer exists.')
    if (passkeys.length >= mostPasskeys) {
      throw new Fault('conflict', `Nobody has more than ${mostPasskeys} passkeys. Remove one first.`)
    }
    return askToRegister(party, makeChallenge(secrets, registration(userId), now), { ...user, passkeys })
  })
}

/** Keeps a passkey that the browser made. Throws passkey_refused. */
export async function addPasskey(
  kernel: Kernel,
  owner: Owner,
  party: RelyingParty,
  given: { name: string; credential: Credential },
): Promise<PasskeyView> {
  const { orgId, userId } = owner
  return kernel.work.inOrganization(orgId, async (work) => {
    const isChallenge = (text: string) => challengeEnd(work.secrets, registration(userId), text, work.now) !== undefined
    const { value, refused } = await readRegistration(party, given.credential, isChallenge)
    if (!value) throw new Fault('passkey_refused', `The passkey was not accepted (${refused}). Try again.`)
    const made = { id: work.id(), userId, name: given.name, createdAt: work.now, lastUsedAt: null, ...value }
    if (!(await insertPasskey(work.trx, { orgId, ...made }))) {
      throw new Fault('conflict', 'This passkey is registered already.')
    }
    note(work, owner, 'passkey.added', given.name)
    return present(made)
  })
}

export async function renamePasskey(kernel: Kernel, owner: Owner, id: string, name: string): Promise<PasskeyView> {
  return kernel.work.inOrganization(owner.orgId, async (work) => {
    const row = await updatePasskey(work.trx, { id, userId: owner.userId }, { name })
    if (!row) throw unknown()
    note(work, owner, 'passkey.renamed', name)
    return present(row)
  })
}

/** Throws not_found, and last_second_factor. */
export async function removePasskey(kernel: Kernel, owner: Owner, id: string): Promise<void> {
  await kernel.work.inOrganization(owner.orgId, async (work) => {
    const known = await listPasskeys(work.trx, owner.userId)
    if (!known.some((passkey) => passkey.id === id)) throw unknown()
    await keepOneFactor(work, owner.userId, 'passkey')
    const [removed] = await deletePasskeys(work.trx, owner.userId, id)
    if (!removed) throw unknown()
    note(work, owner, 'passkey.removed', removed.name)
  })
}

const registration = (userId: string) => `register ${userId}`

const unknown = () => new Fault('not_found', 'You have no such passkey.')

function note(work: Work, owner: Owner, action: string, passkey: string): void {
  const subject = { kind: 'user', id: owner.userId, name: owner.name }
  audit(work, { action, actor: actorOf(owner), subject, data: { passkey } })
}

function present({ id, name, createdAt, lastUsedAt }: PasskeyRow): PasskeyView {
  return { id, name, createdAt: createdAt.toString(), lastUsedAt: lastUsedAt?.toString() ?? null }
}
