import { audit } from '../../audit/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Caller } from '../../kernel/http/api.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { hashToken } from '../../kernel/secrets.ts'
import { findApiKey, findApiKeyOwner, updateApiKey } from '../store/api-keys.ts'
import { existsFact } from '../store/installation.ts'
import { findOrganizationId, getOrganization } from '../store/organizations.ts'
import { localTokenFact } from './local-token.ts'

/** A key that is used all the time is not written all the time. */
const noteUseSeconds = 60

/**
 * The program that holds this API key. Throws not_signed_in with clear words when the key is unknown or has expired.
 * The local token (of the machine's owner) may name the organization it is about; an API key belongs to one. Undefined
 * when the local token names an organization that is not there yet.
 */
export async function callerOfToken(
  kernel: Kernel,
  token: string,
  organizationKey: string,
): Promise<Caller | undefined> {
  const tokenHash = hashToken(token)
  if (await existsFact(kernel.engine, localTokenFact, tokenHash.toString('hex'))) {
    return callerOfLocalToken(kernel, organizationKey)
  }
  const owner = await findApiKeyOwner(kernel.engine, tokenHash)
  if (!owner) throw new Fault('not_signed_in', 'This API key is not known here. Check it, or create a new one.')
  return kernel.work.inOrganization(owner.orgId, async (work) => {
    const { trx, orgId, now } = work
    const row = await findApiKey(trx, owner.id)
    if (!row) throw new Fault('not_signed_in', 'This API key has been removed.')
    if (row.expiresAt !== null && Temporal.Instant.compare(row.expiresAt, now) <= 0) {
      throw new Fault('not_signed_in', `The API key "${row.key}" expired at ${row.expiresAt.toString()}.`)
    }
    const noteBefore = now.subtract({ seconds: noteUseSeconds })
    if (row.lastUsedAt === null || Temporal.Instant.compare(row.lastUsedAt, noteBefore) <= 0) {
      await updateApiKey(trx, row.id, { lastUsedAt: now })
      if (row.lastUsedAt === null) auditFirstUse(work, row)
    }
    const { language } = await getOrganization(trx)
    return { kind: 'api_key', orgId, apiKeyId: row.id, name: row.key, role: row.role, language }
  })
}

function auditFirstUse(work: Work, { id, key }: { id: string; key: string }): void {
  const subject = { kind: 'api_key', id, key }
  audit(work, { action: 'api_key.first_used', actor: { kind: 'api_key', id, name: key }, subject })
}

async function callerOfLocalToken(kernel: Kernel, organizationKey: string): Promise<Caller | undefined> {
  const orgId = await findOrganizationId(kernel.engine, organizationKey)
  if (orgId === undefined) return undefined
  const { language } = await kernel.work.inOrganization(orgId, ({ trx }) => getOrganization(trx))
  return { kind: 'api_key', orgId, apiKeyId: 'local', name: 'local', role: 'owner', language }
}
