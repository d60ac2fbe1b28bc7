import { selfTestKey as key } from '../../identity/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { hashToken, randomToken } from '../../kernel/secrets.ts'
import { selfTestAddress } from '../../notifications/index.ts'
import { findTestSource, insertTestPolicy, insertTestReceiver, insertTestSource } from '../store/place.ts'

const keyLength = 32
const stepSeconds = 300

/**
 * What the self-test goes through: a source, a policy with one step, a receiver who is nobody. They are in no list and no
 * configuration file. Made when they are missing; returns the integration key and the source.
 */
export async function preparePlace(work: Work): Promise<{ integrationKey: string; sourceId: string }> {
  const { trx, orgId, secrets } = work
  const known = await findTestSource(trx)
  if (known) return { sourceId: known.id, integrationKey: secrets.open('integration-key', known.integrationKeySealed) }
  const [sourceId, escalationPolicyId, integrationKey] = [work.id(), await makePolicy(work), randomToken(keyLength)]
  await insertTestSource(trx, {
    orgId,
    id: sourceId,
    key,
    escalationPolicyId,
    integrationKeyHash: hashToken(integrationKey),
    integrationKeySealed: secrets.seal('integration-key', integrationKey),
  })
  work.changed('setup')
  return { integrationKey, sourceId }
}

/** Returns the id of a policy whose one step pages a receiver that is made with it. */
async function makePolicy({ trx, orgId, now, id }: Work): Promise<string> {
  const [userId, contactId, policyId] = [id(), id(), id()]
  const email = `self-test@${orgId}.invalid`
  await insertTestReceiver(trx, { orgId, userId, contactId, key, email, address: selfTestAddress, at: now })
  const targets = [{ kind: 'user', id: userId }]
  const steps = [{ targets, timeoutSeconds: stepSeconds, condition: 'not-acknowledged', assign: 'all' }]
  await insertTestPolicy(trx, { orgId, id: policyId, key, steps, at: now })
  return policyId
}
