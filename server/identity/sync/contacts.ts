import type { ContactConfig, UserConfig } from '../../../contract/config/person.ts'
import { allDevices } from '../../../contract/config/person.ts'
import { formatDuration, parseDuration } from '../../../contract/durations.ts'
import { priorities } from '../../../contract/keys.ts'
import type { Priority } from '../../../contract/keys.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Extent } from '../../kernel/sync.ts'
import * as store from '../store/contacts.ts'

export type Rules = Partial<Record<Priority, { contact: string; after: string }[]>>

/** How people are reached, in the shape of the configuration file, with secrets open. */
export interface Reach {
  contacts: ContactConfig[]
  notificationRules: Rules
  /** The keys of the contacts that a file made. */
  managed: Set<string>
}

export async function reachByUserId(kernel: Kernel, trx: Trx, userId?: string): Promise<Map<string, Reach>> {
  const reach = new Map<string, Reach>()
  const of = (userId: string) => {
    const known = reach.get(userId) ?? { contacts: [], notificationRules: {}, managed: new Set<string>() }
    reach.set(userId, known)
    return known
  }
  for (const row of await store.listContacts(trx, userId)) {
    of(row.userId).contacts.push(asConfig(kernel, row))
    if (row.managed) of(row.userId).managed.add(row.key)
  }
  for (const rule of await store.listRules(trx, userId)) {
    const rules = (of(rule.userId).notificationRules[rule.priority] ??= [])
    rules.push({ contact: rule.contactKey, after: formatDuration(rule.afterSeconds) })
  }
  for (const one of reach.values()) one.contacts.sort(byKey)
  return reach
}

/** Not the database's order, which depends on its collation. */
const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1)

function asConfig(kernel: Kernel, row: store.ContactRow): ContactConfig {
  const secret = row.secretSealed === null ? {} : { secret: kernel.secrets.open('webhook-secret', row.secretSealed) }
  return {
    key: row.key,
    channel: row.channel,
    address: row.address,
    verified: row.verifiedAt !== null,
    ...secret,
  }
}

/**
 * What a person's contacts and rules shall be: what the file says, and what it leaves as it is. Contacts that people made
 * themselves stay, unless only this person is written, by somebody who has read them. A contact that was verified by its code
 * stays verified although the file does not say so.
 */
export function wantedReach(item: UserConfig, before: Reach | undefined, { only }: Extent): Reach {
  const known = before?.contacts ?? []
  const ofFile = before?.managed ?? new Set<string>()
  const own = only === undefined ? known.filter((one) => !ofFile.has(one.key)) : []
  const given = item.contacts?.map((one) => ({ ...one, verified: one.verified || wasVerified(one, known) }))
  const kept = given ? own.filter((one) => given.every((other) => other.key !== one.key)) : known
  const contacts = [...(given ?? []), ...kept].toSorted(byKey)
  const notificationRules: Rules = {}
  for (const priority of priorities) {
    const rules = item.notificationRules?.[priority] ?? before?.notificationRules[priority] ?? []
    if (rules.length > 0) notificationRules[priority] = [...rules]
  }
  const managed = only === undefined && given ? new Set(given.map((one) => one.key)) : ofFile
  return { contacts, notificationRules, managed }
}

const wasVerified = (contact: ContactConfig, known: readonly ContactConfig[]) =>
  known.some((one) => one.channel === contact.channel && one.address === contact.address && one.verified)

/** Writes contacts and rules as wanted; what is no longer wanted of the file's own contacts goes. */
export async function writeReach(kernel: Kernel, work: Work, userId: string, wanted: Reach): Promise<void> {
  const rowByKey = new Map((await store.listContacts(work.trx, userId)).map((row) => [row.key, row]))
  const idByKey = new Map<string, string>()
  for (const contact of wanted.contacts) {
    const row = rowByKey.get(contact.key)
    const managed = wanted.managed.has(contact.key)
    idByKey.set(contact.key, await writeContact(kernel, work, userId, { ...contact, managed }, row))
    rowByKey.delete(contact.key)
  }
  const gone = [...rowByKey.values()]
  for (const row of gone) idByKey.set(row.key, row.id)
  await store.archiveContacts(
    work.trx,
    gone.map((row) => row.id),
    work.now,
  )
  for (const priority of priorities) {
    const rows = (wanted.notificationRules[priority] ?? []).map((rule) => ({
      orgId: work.orgId,
      id: work.id(),
      contactId: idByKey.get(rule.contact) ?? null,
      // A name that is no contact's is the word for all devices: the file was judged before.
      channel: idByKey.has(rule.contact) ? null : allDevices,
      afterSeconds: parseDuration(rule.after)!,
    }))
    await store.replaceRules(work.trx, userId, priority, rows)
  }
}

async function writeContact(
  kernel: Kernel,
  work: Work,
  userId: string,
  contact: ContactConfig & { managed: boolean },
  row: store.ContactRow | undefined,
): Promise<string> {
  const secretSealed = contact.secret === undefined ? null : kernel.secrets.seal('webhook-secret', contact.secret)
  const values = {
    channel: contact.channel,
    address: contact.address,
    secretSealed,
    verifiedAt: contact.verified ? (row?.verifiedAt ?? work.now) : null,
    managed: contact.managed,
  }
  if (row === undefined) {
    const id = work.id()
    await store.insertContact(work.trx, {
      ...values,
      orgId: work.orgId,
      id,
      userId,
      key: contact.key,
      createdAt: work.now,
    })
    return id
  }
  await store.updateContact(work.trx, row.id, values)
  if (row.address !== contact.address || row.channel !== contact.channel) await store.resetContact(work.trx, row.id)
  return row.id
}
