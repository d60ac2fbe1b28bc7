import type { Trx } from '../../kernel/db/types.ts'

export interface DeviceRow {
  id: string
  userId: string
  key: string
  label: string | null
  address: string
  createdAt: Temporal.Instant
  disabledReason: string | null
}

const columns = ['id', 'userId', 'key', 'label', 'address', 'createdAt', 'disabledReason'] as const

const devices = (trx: Trx) =>
  trx.selectFrom('contacts').select(columns).where('channel', '=', 'push').where('archivedAt', 'is', null)

/** In the order in which they were added. */
export async function listDevices(trx: Trx, userId: string): Promise<DeviceRow[]> {
  return devices(trx).where('userId', '=', userId).orderBy('id').execute()
}

/** Two browsers that register at once do so one after the other. */
export async function lockPerson(trx: Trx, userId: string): Promise<void> {
  await trx.selectFrom('users').select('id').where('id', '=', userId).forUpdate().execute()
}

/** The devices with these endpoints, whosever they are. */
export async function listByEndpoint(trx: Trx, endpoints: readonly string[]): Promise<DeviceRow[]> {
  return devices(trx)
    .where('address', 'in', [...endpoints])
    .forUpdate()
    .execute()
}

export async function insertDevice(
  trx: Trx,
  row: Omit<DeviceRow, 'disabledReason'> & { orgId: string; pushKeysSealed: string; verifiedAt: Temporal.Instant },
): Promise<void> {
  await trx
    .insertInto('contacts')
    .values({ ...row, channel: 'push' })
    .execute()
}

/** The same device with a new subscription works again, whatever disabled it before. */
export async function updateDevice(
  trx: Trx,
  id: string,
  values: { address: string; label: string | null; pushKeysSealed: string; verifiedAt: Temporal.Instant },
): Promise<void> {
  await trx
    .updateTable('contacts')
    .set({ ...values, disabledAt: null, disabledReason: null })
    .where('id', '=', id)
    .execute()
}

export async function archiveDevices(trx: Trx, ids: readonly string[], archivedAt: Temporal.Instant): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('contacts')
    .set({ archivedAt })
    .where('id', 'in', [...ids])
    .execute()
}

/** Every contact key of the person that is in use. */
export async function listContactKeys(trx: Trx, userId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('contacts')
    .select('key')
    .where('userId', '=', userId)
    .where('archivedAt', 'is', null)
    .execute()
  return rows.map((row) => row.key)
}
