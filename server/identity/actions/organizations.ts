import type { Language } from '../../../contract/keys.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { findOrganizationId, insertOrganization, lockOrganizationKeys } from '../store/organizations.ts'
import { randomBytes } from 'node:crypto'

export interface OrganizationDetails {
  key: string
  name: string
  timezone: string
  language: Language
  demo?: boolean
}

/**
 * Makes an organization unless its key is taken, and in the same transaction whatever `also` makes. Safe to call on many nodes at once: one of them creates it. Returns its id either way.
 */
export async function createOrganization(
  kernel: Kernel,
  details: OrganizationDetails,
  also: (work: Work) => Promise<void> = async () => {},
): Promise<{ orgId: string; created: boolean }> {
  const orgId = kernel.ids.next(kernel.clock.now())
  return kernel.work.inOrganization(orgId, async (work) => {
    await lockOrganizationKeys(work.trx)
    const known = await findOrganizationId(kernel.engine, details.key)
    if (known !== undefined) return { orgId: known, created: false }
    await insertOrganization(work.trx, {
      id: orgId,
      key: details.key,
      name: details.name,
      timeZone: details.timezone,
      language: details.language,
      demo: details.demo ?? false,
      webhookSecretSealed: kernel.secrets.seal('webhook-secret', `whsec_${randomBytes(32).toString('base64')}`),
      createdAt: work.now,
    })
    await also(work)
    return { orgId, created: true }
  })
}
