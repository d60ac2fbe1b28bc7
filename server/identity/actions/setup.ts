import { randomInt } from 'node:crypto'
import { audit } from '../../audit/index.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { hashToken, sameText } from '../../kernel/secrets.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Logins } from '../logins.ts'
import { countFact, readFact, takeFact, writeFact } from '../store/installation.ts'
import { existsAdministrator, findUserByEmail, insertLogin, updateUser } from '../store/users.ts'
import { giveMailContact } from './first-contact.ts'
import type { OrganizationDetails } from './organizations.ts'
import { createOrganization } from './organizations.ts'
import { createUser, freeUserKey } from './users.ts'

const codeFact = 'setup_code_hash'
const triesFact = 'setup_code_tries'

/** After this many tries the code is void; the next start makes a new one. */
const mostTries = 10

/** Without the characters that are mistaken for each other; 12 of them carry 59 bits. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

export interface UserOfOrganization {
  orgId: string
  userId: string
}

export interface NewOwner extends Omit<OrganizationDetails, 'key'> {
  ownerName: string
  email: string
  password: string
}

/** Whether nobody can sign in who may change the set-up (an owner or an administrator). */
export async function setupNeeded(kernel: Kernel): Promise<boolean> {
  return !(await existsAdministrator(kernel.engine))
}

/**
 * While set-up is needed, makes the one-time code that proves that a person can read the output of the server: whoever
 * comes first over the network must not own the system. Call at every start and print what it returns, such as
 * `K7QX-M2PA-9TRB`; only its hash is kept, and a newer code replaces an older one.
 */
export async function prepareSetup(kernel: Kernel): Promise<string | undefined> {
  if (!(await setupNeeded(kernel))) return undefined
  const code = Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('')
  await writeFact(kernel.engine, triesFact, '0')
  await writeFact(kernel.engine, codeFact, hashOf(code))
  return code.replaceAll(/(.{4})(?=.)/g, '$1-')
}

/**
 * Creates the organization `default` (or takes the one that a configuration file made) and its owner, who can sign in at
 * once. Throws conflict when set-up is done, wrong_code when the code is wrong or has had too many tries.
 */
export async function setUp(
  kernel: Kernel,
  logins: Logins,
  code: string,
  owner: NewOwner,
): Promise<UserOfOrganization> {
  if (!(await setupNeeded(kernel))) throw new Fault('conflict', 'Pikett is already set up. Sign in.')
  const codeHash = await takeCode(kernel, code)
  try {
    return await createOwner(kernel, logins, owner)
  } catch (error) {
    // The code was right and something else was not: it may be used again.
    await writeFact(kernel.engine, codeFact, codeHash)
    throw error
  }
}

async function takeCode(kernel: Kernel, code: string): Promise<string> {
  const tries = await countFact(kernel.engine, triesFact)
  const expected = await readFact(kernel.engine, codeFact)
  if (tries > mostTries || expected === undefined) {
    throw new Fault('wrong_code', 'This code no longer works. Start Pikett again; it prints a new one.')
  }
  const given = hashOf(code)
  if (!sameText(given, expected) || !(await takeFact(kernel.engine, codeFact, expected))) {
    throw new Fault('wrong_code', 'The code is wrong. It was printed when Pikett was started, after the address.')
  }
  return expected
}

const hashOf = (code: string) => hashToken(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')).toString('hex')

async function createOwner(kernel: Kernel, logins: Logins, owner: NewOwner): Promise<UserOfOrganization> {
  const passwordHash = await logins.hash(owner.password)
  let userId: string | undefined
  const addOwner = async (work: Work) => {
    userId = await addOrRaiseOwner(work, owner, passwordHash)
    const subject = { kind: 'user', id: userId, name: owner.ownerName }
    audit(work, { action: 'organization.set_up', actor: { kind: 'user', id: userId, name: owner.ownerName }, subject })
  }
  const details = { key: 'default', name: owner.name, timezone: owner.timezone, language: owner.language }
  const { orgId, created } = await createOrganization(kernel, details, addOwner)
  if (!created) await kernel.work.inOrganization(orgId, addOwner)
  return { orgId, userId: userId! }
}

/** A configuration file may have named the person already, without a password. */
async function addOrRaiseOwner(work: Work, owner: NewOwner, passwordHash: string): Promise<string> {
  const { ownerName: name, email, timezone, language } = owner
  const known = await findUserByEmail(work.trx, email)
  if (known === undefined) {
    const key = await freeUserKey(work, email)
    const id = await createUser(work, { key, name, email, role: 'owner', timezone, language, passwordHash })
    await giveMailContact(work, id, email, false)
    return id
  }
  if (known.loginId !== null) throw new Fault('conflict', 'This address can already sign in. Choose another one.')
  await updateUser(work.trx, known.id, { role: 'owner' })
  await insertLogin(work.trx, known.id, known.name, passwordHash)
  return known.id
}
