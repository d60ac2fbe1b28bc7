import type { UserConfig } from '../../../contract/config/person.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Extent, SyncChange } from '../../kernel/sync.ts'
import { sync, wholeFile } from '../../kernel/sync.ts'
import { invite } from '../actions/invitations.ts'
import { createUser } from '../actions/users.ts'
import type { Logins } from '../logins.ts'
import { archiveContacts, deleteRules, listContacts } from '../store/contacts.ts'
import { deleteMemberships } from '../store/teams.ts'
import type { UserRow } from '../store/users.ts'
import { findUserByKey, insertLogin, listUsers, updateUser } from '../store/users.ts'
import type { IdentityPorts } from '../types.ts'
import type { Reach } from './contacts.ts'
import { reachByUserId, wantedReach, writeReach } from './contacts.ts'

/** A person as the file writes it, complete, so that what differs can be told. `password` only while it would be applied. */
type Item = Omit<UserConfig, 'contacts' | 'notificationRules'> & Pick<Reach, 'contacts' | 'notificationRules'>

interface Means {
  kernel: Kernel
  logins: Logins
  ports: IdentityPorts
}

interface Known {
  row: UserRow
  item: Item
  reach: Reach | undefined
}

/** How people, their contacts and their notification rules are brought in line with a configuration file. */
export function userSync(logins: Logins, ports: IdentityPorts) {
  const meansOf = (kernel: Kernel): Means => ({ kernel, logins, ports })
  return {
    async sync(
      kernel: Kernel,
      work: Work,
      items: readonly UserConfig[],
      extent: Extent = wholeFile,
    ): Promise<SyncChange[]> {
      const renamed = extent.only === undefined ? await followRenames(work, items) : []
      const means = meansOf(kernel)
      const known = await knownByKey(kernel, work.trx, extent.only)
      const wanted = items.filter((item) => !renamed.some((one) => one.from === item.key && isSame(one, item)))
      const applied = wanted.map((item) => complete(item, known.get(item.key), extent))
      const reachByKey = new Map(applied.map(({ item, reach }) => [item.key, reach]))
      const changes = await sync<Item>({
        noun: 'users',
        extent,
        wanted: applied.map((one) => one.item),
        existing: [...known.values()].map(({ row, item }) => ({ item, managed: row.managed })),
        create: (item) => create(means, work, item, reachByKey.get(item.key)!, extent),
        update: (item) => update(means, work, item, reachByKey.get(item.key)!, known.get(item.key)!.row, extent),
        remove: (item) => remove(work, known.get(item.key)!.row),
      })
      return withRenames(changes, renamed)
    },
    async export(kernel: Kernel, trx: Trx, only?: string): Promise<UserConfig[]> {
      return [...(await knownByKey(kernel, trx, only)).values()].map(({ item }) => withoutEmpty(item))
    },
  }
}

interface Renamed {
  from: string
  to: string
  email: string
}

const isSame = (a: { email: string }, b: { email: string }) => a.email.toLowerCase() === b.email.toLowerCase()

/**
 * A person whose address the file now lists under another key is the same person: login, history and shifts stay.
 * Returns which keys were changed.
 */
async function followRenames(work: Work, items: readonly UserConfig[]) {
  const rows = await listUsers(work.trx)
  const keys = new Set(rows.map((row) => row.key))
  const renamed: Renamed[] = []
  for (const item of items) {
    if (keys.has(item.key)) continue
    const row = rows.find((one) => isSame(one, item))
    if (!row) continue
    await updateUser(work.trx, row.id, { key: item.key })
    renamed.push({ from: row.key, to: item.key, email: item.email })
  }
  return renamed
}

/** A new key is one more field that has changed. */
function withRenames(changes: SyncChange[], renamed: readonly Renamed[]): SyncChange[] {
  const fieldsByKey = new Map(changes.map((change) => [change.key, change.fields]))
  const keys = new Set(renamed.map((one) => one.to))
  const updates = [...keys].map((key) => {
    return { noun: 'users', key, action: 'update' as const, fields: ['key', ...(fieldsByKey.get(key) ?? [])] }
  })
  return [...updates, ...changes.filter((change) => !keys.has(change.key))]
}

async function knownByKey(kernel: Kernel, trx: Trx, only?: string): Promise<Map<string, Known>> {
  const one = only === undefined ? undefined : await findUserByKey(trx, only)
  if (only !== undefined && one === undefined) return new Map()
  const reach = await reachByUserId(kernel, trx, one?.id)
  const rows = one === undefined ? await listUsers(trx) : [one]
  return new Map(rows.map((row) => [row.key, asKnown(row, reach.get(row.id))]))
}

function asKnown(row: UserRow, reach: Reach | undefined): Known {
  const item = {
    key: row.key,
    name: row.name,
    email: row.email,
    role: row.role,
    ...(row.language !== null && { language: row.language }),
    ...(row.timeZone !== null && { timezone: row.timeZone }),
    contacts: reach?.contacts ?? [],
    notificationRules: reach?.notificationRules ?? {},
  }
  return { row, item, reach }
}

/** The person as wanted: with what the file leaves as it is, and without a password that would not be applied. */
function complete(
  { password, ...rest }: UserConfig,
  known: Known | undefined,
  extent: Extent,
): { item: Item; reach: Reach } {
  const reach = wantedReach(rest, known?.reach, extent)
  const { contacts, notificationRules } = reach
  const usesPassword = password !== undefined && (known === undefined || known.row.loginId === null)
  return { item: { ...rest, contacts, notificationRules, ...(usesPassword && { password }) }, reach }
}

async function create(
  { kernel, logins, ports }: Means,
  work: Work,
  item: Item,
  reach: Reach,
  { managed }: Extent,
): Promise<void> {
  const { key, name, email, role, language, timezone } = item
  const id = await createUser(work, {
    key,
    name,
    email,
    role,
    ...(language && { language }),
    ...(timezone && { timezone }),
    managed,
    ...(item.password !== undefined && { passwordHash: await logins.hash(item.password) }),
  })
  await writeReach(kernel, work, id, reach)
  if (item.password === undefined) await invite(kernel, ports, work, { id, key, name, email })
}

async function update(
  { kernel, logins }: Means,
  work: Work,
  item: Item,
  reach: Reach,
  row: UserRow,
  { managed }: Extent,
): Promise<void> {
  const { name, email, role } = item
  const values = { name, email, role, language: item.language ?? null, timeZone: item.timezone ?? null, managed }
  await updateUser(work.trx, row.id, values)
  await writeReach(kernel, work, row.id, reach)
  if (item.password !== undefined) await insertLogin(work.trx, row.id, name, await logins.hash(item.password))
}

/** Who is removed can no longer sign in or be paged; alerts and timelines keep the name. */
async function remove(work: Work, row: UserRow): Promise<void> {
  const contacts = await listContacts(work.trx, row.id)
  await deleteRules(work.trx, row.id)
  await archiveContacts(
    work.trx,
    contacts.map((contact) => contact.id),
    work.now,
  )
  await deleteMemberships(work.trx, row.id)
  await updateUser(work.trx, row.id, { archivedAt: work.now })
}

function withoutEmpty({ contacts, notificationRules, ...rest }: Item): UserConfig {
  return {
    ...rest,
    ...(contacts.length > 0 && { contacts }),
    ...(Object.keys(notificationRules).length > 0 && { notificationRules }),
  }
}
