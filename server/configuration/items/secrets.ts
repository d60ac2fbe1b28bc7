import type { ItemByNoun, ListNoun, SingleByNoun, SingleNoun } from '../../../contract/config/items.ts'

/** A list or a thing that exists once. */
export type Noun = ListNoun | SingleNoun

/** What is set up, by noun, in the shape of the file. */
export type Item<Of extends Noun = Noun> = (ItemByNoun & SingleByNoun)[Of]

type Fields = Record<string, unknown>

const secretByNoun: Partial<Record<Noun, readonly string[]>> = {
  sources: ['integrationKey', 'secret'],
  heartbeats: ['pingKey'],
  organization: ['webhookSecret'],
}

/** An item without what only some may read: the secrets of addresses, and what senders and webhooks prove themselves with. */
export function withoutSecrets(noun: Noun, item: object): object {
  const hidden = secretByNoun[noun] ?? []
  const shown = Object.fromEntries(Object.entries(item).filter(([name]) => !hidden.includes(name)))
  if (noun !== 'users' || !('contacts' in shown)) return shown
  return { ...shown, contacts: (shown['contacts'] as Fields[]).map(({ secret: _, ...contact }) => contact) }
}

/** Whether there is anything in it that `withoutSecrets` would take away. */
export function holdsSecrets(noun: Noun, item: object): boolean {
  return JSON.stringify(item) !== JSON.stringify(withoutSecrets(noun, item))
}

/** Takes `null` out of a body, the word for "remove this secret", and says where it stood. */
export function takeRemoved(noun: Noun, body: unknown): { body: unknown; removed: ReadonlySet<string> } {
  const removed = new Set<string>()
  const without = (fields: unknown, path: string): unknown => {
    if (fields === null || typeof fields !== 'object' || (fields as Fields)['secret'] !== null) return fields
    removed.add(path)
    const { secret: _, ...rest } = fields as Fields
    return rest
  }
  if (noun === 'sources') return { body: without(body, ''), removed }
  const contacts = (body as Fields | null)?.['contacts']
  if (noun !== 'users' || !Array.isArray(contacts)) return { body, removed }
  const mended = contacts.map((contact: unknown) => without(contact, String((contact as Fields | null)?.['key'])))
  return { body: { ...(body as Fields), contacts: mended }, removed }
}

/** An editor sends back what it has read: a secret that it leaves out stays, as long as it can still mean something. */
export function withKeptSecrets(
  noun: Noun,
  item: object,
  before: object | undefined,
  removed: ReadonlySet<string>,
): object {
  if (before === undefined) return item
  if (noun === 'sources') return sourceWith(item as Item<'sources'>, before as Item<'sources'>, removed)
  if (noun === 'users') return userWith(item as Item<'users'>, before as Item<'users'>, removed)
  return item
}

function sourceWith(item: Item<'sources'>, before: Item<'sources'>, removed: ReadonlySet<string>) {
  const keeps = item.secret === undefined && before.secret !== undefined && item.type === before.type
  return keeps && !removed.has('') ? { ...item, secret: before.secret } : item
}

function userWith(item: Item<'users'>, before: Item<'users'>, removed: ReadonlySet<string>) {
  const contacts = item.contacts?.map((contact) => {
    const known = before.contacts?.find((one) => one.key === contact.key && one.channel === contact.channel)
    const keeps = contact.secret === undefined && known?.secret !== undefined && !removed.has(contact.key)
    return keeps ? { ...contact, secret: known.secret } : contact
  })
  return { ...item, ...(contacts && { contacts }) }
}
