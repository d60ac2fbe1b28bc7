import { selfTestKey } from '../../identity/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { hashToken, randomToken } from '../../kernel/secrets.ts'
import { selfTestAddress } from '../../notifications/index.ts'

const keyLength = 32
const stepSeconds = 300

/**
 * What the self-test goes through: a source, a policy with one step, a receiver who is nobody. They are in no list and no
 * configuration file. Made when they are missing; returns the integration key and the source.
 */
export async function preparePlace(work: Work): Promise<{ integrationKey: string; sourceId: string }> {
  const known = await work.trx
    .selectFrom('sources')
    .select(['id', 'integrationKeySealed'])
    .where('type', '=', 'selftest')
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  if (known) {
    return { sourceId: known.id, integrationKey: work.secrets.open('integration-key', known.integrationKeySealed!) }
  }
  const userId = await makeReceiver(work)
  const escalationPolicyId = await makePolicy(work, userId)
  const [sourceId, integrationKey] = [work.id(), randomToken(keyLength)]
  await work.trx
    .insertInto('sources')
    .values({
      orgId: work.orgId,
      id: sourceId,
      key: selfTestKey,
      name: 'Pikett',
      type: 'selftest',
      escalationPolicyId,
      integrationKeyHash: hashToken(integrationKey),
      integrationKeySealed: work.secrets.seal('integration-key', integrationKey),
    })
    .execute()
  work.changed('setup')
  return { integrationKey, sourceId }
}

async function makeReceiver({ trx, orgId, now, id }: Work): Promise<string> {
  const userId = id()
  const email = `self-test@${orgId}.invalid`
  const person = { key: selfTestKey, name: 'Pikett', email, role: 'stakeholder' as const, kind: 'self_test' as const }
  await trx
    .insertInto('users')
    .values({ orgId, id: userId, ...person })
    .execute()
  const contact = { key: 'sink', channel: 'webhook' as const, address: selfTestAddress, verifiedAt: now }
  await trx
    .insertInto('contacts')
    .values({ orgId, id: id(), userId, ...contact })
    .execute()
  return userId
}

/** Archived from its first moment: alerts run along it, and nobody finds it. */
async function makePolicy({ trx, orgId, now, id }: Work, userId: string): Promise<string> {
  const policyId = id()
  const target = { kind: 'user', id: userId }
  const steps = [{ targets: [target], timeoutSeconds: stepSeconds, condition: 'not-acknowledged', assign: 'all' }]
  const timing = { repeatCount: 0, stepEnds: 'timeout' as const, attempts: 1, repeatEverySeconds: 60 }
  await trx
    .insertInto('escalationPolicies')
    .values({
      orgId,
      id: policyId,
      key: selfTestKey,
      name: 'Pikett',
      steps: JSON.stringify(steps),
      ...timing,
      archivedAt: now,
    })
    .execute()
  return policyId
}
