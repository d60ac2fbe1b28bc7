import type { Trx } from '../../kernel/db/types.ts'

/** The source of the organization's self-tests, if there is one. */
export async function findTestSource(trx: Trx): Promise<{ id: string; integrationKeySealed: string } | undefined> {
  const row = await trx
    .selectFrom('sources')
    .select(['id', 'integrationKeySealed'])
    .where('type', '=', 'selftest')
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  return row && { id: row.id, integrationKeySealed: row.integrationKeySealed! }
}

interface TestSource {
  orgId: string
  id: string
  key: string
  escalationPolicyId: string
  integrationKeyHash: Buffer
  integrationKeySealed: string
}

export async function insertTestSource(trx: Trx, source: TestSource): Promise<void> {
  await trx
    .insertInto('sources')
    .values({ ...source, name: 'Pikett', type: 'selftest' })
    .execute()
}

interface TestReceiver {
  orgId: string
  userId: string
  contactId: string
  key: string
  email: string
  address: string
  at: Temporal.Instant
}

/** Somebody who is nobody, with one contact. */
export async function insertTestReceiver(trx: Trx, receiver: TestReceiver): Promise<void> {
  const { orgId, userId, contactId, key, email, address, at } = receiver
  await trx
    .insertInto('users')
    .values({ orgId, id: userId, key, name: 'Pikett', email, role: 'stakeholder', kind: 'self_test' })
    .execute()
  await trx
    .insertInto('contacts')
    .values({ orgId, id: contactId, userId, key: 'sink', channel: 'webhook', address, verifiedAt: at })
    .execute()
}

/** One round, one try: what does not arrive at once has failed. Archived from its first moment: nobody finds it. */
export async function insertTestPolicy(
  trx: Trx,
  policy: { orgId: string; id: string; key: string; steps: readonly object[]; at: Temporal.Instant },
): Promise<void> {
  const { orgId, id, key, steps, at } = policy
  const timing = { repeatCount: 0, stepEnds: 'timeout' as const, attempts: 1, repeatEverySeconds: 60 }
  await trx
    .insertInto('escalationPolicies')
    .values({ orgId, id, key, name: 'Pikett', steps: JSON.stringify(steps), ...timing, archivedAt: at })
    .execute()
}

/** The alert of a self-test; undefined when it never opened. */
export async function findTestAlert(trx: Trx, dedupKey: string): Promise<string | undefined> {
  const row = await trx.selectFrom('alerts').select('id').where('dedupKey', '=', dedupKey).executeTakeFirst()
  return row?.id
}
