import type { NewDevice } from '../../../contract/devices.ts'
import { audit } from '../../audit/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Actor } from '../../kernel/http/actor.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import type { DeviceRow } from '../store/devices.ts'
import {
  archiveDevices,
  insertDevice,
  listByEndpoint,
  listContactKeys,
  listDevices,
  lockPerson,
  updateDevice,
} from '../store/devices.ts'
import { sendDirect } from './direct.ts'

const mostDevices = 20

interface Owner {
  userId: string
  actor: Actor
}

/**
 * Makes a browser a contact of its person. It is verified by its subscription: the person is signed in on it, has allowed
 * notifications, and only this browser can read what is encrypted for it. A test message follows at once, unless it takes
 * the place of one that worked. A browser shows the pages of one person: somebody else's registration ends.
 */
export async function registerDevice(
  work: Work,
  secrets: Secrets,
  { userId, actor }: Owner,
  device: NewDevice,
): Promise<{ row: DeviceRow; deliveryId: string | null }> {
  const { trx, now } = work
  await lockPerson(trx, userId)
  const found = await listByEndpoint(trx, [device.endpoint, ...(device.replaces ? [device.replaces] : [])])
  const mine = found.filter((one) => one.userId === userId)
  // Of a pushsubscriptionchange that came twice both rows may be there: the newer stays.
  const known = mine.find((one) => one.address === device.endpoint) ?? mine[0]
  const others = found.filter(
    (one) => one.id !== known?.id && (one.userId === userId || one.address === device.endpoint),
  )
  await archiveDevices(
    trx,
    others.map((one) => one.id),
    now,
  )
  const values = {
    address: device.endpoint,
    label: device.name ?? known?.label ?? null,
    pushKeysSealed: secrets.seal('push', JSON.stringify(device.keys)),
    verifiedAt: now,
  }
  if (known) await updateDevice(trx, known.id, values)
  else await addDevice(work, userId, values, actor)
  work.changed('setup')
  const row = (await listDevices(trx, userId)).find((one) => one.address === device.endpoint)!
  if (device.replaces !== undefined && known?.disabledReason === null) return { row, deliveryId: null }
  const contact = { id: row.id, channel: 'push' } as const
  return { row, deliveryId: await sendDirect(work, secrets, { userId, contact, content: { kind: 'test' } }) }
}

async function addDevice(
  work: Work,
  userId: string,
  values: { address: string; label: string | null; pushKeysSealed: string; verifiedAt: Temporal.Instant },
  actor: Actor,
): Promise<void> {
  const { trx, orgId, now } = work
  if ((await listDevices(trx, userId)).length >= mostDevices) {
    throw new Fault('conflict', `You have ${mostDevices} devices. Remove one that you no longer use.`)
  }
  const keys = await listContactKeys(trx, userId)
  let number = 1
  while (keys.includes(`device-${number}`)) number += 1
  const row = { orgId, id: work.id(), userId, key: `device-${number}`, createdAt: now, ...values }
  await insertDevice(trx, row)
  audit(work, { action: 'device.added', actor, subject: subjectOf(row) })
}

const subjectOf = ({ id, key, label }: { id: string; key: string; label: string | null }) => ({
  kind: 'device',
  id,
  key,
  name: label ?? key,
})

/** Nothing is shown on it any more. Throws not_found. */
export async function removeDevice(work: Work, { userId, actor }: Owner, id: string): Promise<void> {
  const row = (await listDevices(work.trx, userId)).find((one) => one.id === id)
  if (!row) throw new Fault('not_found', 'You have no such device.')
  await archiveDevices(work.trx, [row.id], work.now)
  audit(work, { action: 'device.removed', actor, subject: subjectOf(row) })
  work.changed('setup')
}
