import type { ServiceConfig } from '../../contract/config/organization.ts'
import { customerIdsByKey } from '../customers/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Extent, SyncChange } from '../kernel/sync.ts'
import { sync, wholeFile } from '../kernel/sync.ts'
import { serviceIdsOf } from './actions.ts'
import { knownServices, normalised } from './standing.ts'
import * as store from './store.ts'

/**
 * Brings the services in line with a configuration file; the customers they name must exist by now, and no service may stand
 * on itself, also not through others (the configuration judges that). What is new is written together: a first file may name
 * twenty thousand.
 */
export async function syncServices(
  _kernel: Kernel,
  work: Work,
  items: readonly ServiceConfig[],
  extent: Extent = wholeFile,
): Promise<SyncChange[]> {
  const known = await knownServices(work.trx, extent.only)
  const idByKey = new Map(known.map(({ item, id }) => [item.key, id]))
  const customerIds = await customerIdsByKey(work.trx)
  const values = ({ name, customer, criticality }: ServiceConfig) => ({
    name,
    criticality,
    customerId: customer === undefined ? null : customerIds.get(customer)!,
    managed: extent.managed,
  })
  const created: store.NewService[] = []
  const touched: ServiceConfig[] = []
  const removed: string[] = []
  const changes = await sync<ServiceConfig>({
    noun: 'services',
    wanted: items.map(normalised),
    extent,
    existing: known,
    async create(item) {
      const identity = { orgId: work.orgId, id: work.id(), key: item.key, createdAt: work.now }
      created.push({ ...identity, ...values(item) })
      idByKey.set(item.key, identity.id)
      touched.push(item)
    },
    async update(item) {
      await store.updateService(work.trx, idByKey.get(item.key)!, values(item))
      touched.push(item)
    },
    async remove({ key }) {
      removed.push(idByKey.get(key)!)
    },
  })
  await write(work, { created, touched, removed }, idByKey)
  return changes
}

interface Written {
  created: readonly store.NewService[]
  /** New and changed ones, with what they stand on. */
  touched: readonly ServiceConfig[]
  /** The ids of those that go. */
  removed: readonly string[]
}

async function write(
  work: Work,
  { created, touched, removed }: Written,
  idByKey: ReadonlyMap<string, string>,
): Promise<void> {
  await store.insertServices(work.trx, created)
  await store.archiveServices(work.trx, removed, work.now)
  // Last: a service may stand on one that is further down in the file.
  const named = new Set(touched.flatMap(({ dependsOn = [] }) => dependsOn))
  // Of one service alone the others were not read.
  const others = await serviceIdsOf(
    work.trx,
    [...named].filter((key) => !idByKey.has(key)),
  )
  const idOf = (key: string) => (idByKey.get(key) ?? others.get(key))!
  const rows = touched.flatMap(({ key, dependsOn = [] }) =>
    dependsOn.map((one) => ({ orgId: work.orgId, serviceId: idOf(key), dependsOnId: idOf(one) })),
  )
  await store.replaceDependencies(work.trx, [...touched.map(({ key }) => idOf(key)), ...removed], rows)
}
