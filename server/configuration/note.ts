import { audit } from '../audit/index.ts'
import type { NewEntry } from '../audit/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Actor } from '../kernel/http/actor.ts'
import type { SyncChange } from '../kernel/sync.ts'

/** Names under which secrets stand. The log tells that one was changed, never what it was or is. */
const secretName = /secret|token|password|passphrase|credential|^(integrationKey|pingKey|privateKey)$/i

/** A first configuration can be megabytes; above this only the names of what changed are kept. */
const mostCharacters = 200_000

/** What was set up before, and what the file says, by noun: lists of items with keys, or one thing. */
type Content = Readonly<Record<string, unknown>>

/** Notes an applied configuration with its differences; people and API keys that it makes, changes or removes also by themselves. */
export function auditApplied(
  work: Work,
  actor: Actor,
  changes: readonly SyncChange[],
  before: Content,
  after: Content,
): void {
  if (changes.length === 0) return
  note(work, actor, 'configuration.applied', changes, { before, after })
}

/** Notes that one item was changed on its own, in the console or by a program. */
export function auditItem(
  work: Work,
  actor: Actor,
  changes: readonly SyncChange[],
  before: Content,
  after: Content,
): void {
  note(work, actor, 'configuration.changed', changes, { before, after })
}

function note(
  work: Work,
  actor: Actor,
  action: string,
  changes: readonly SyncChange[],
  { before, after }: { before: Content; after: Content },
): void {
  const full = changes.map((change) => ({ ...change, ...difference(change, before, after) }))
  const size = JSON.stringify(full).length
  const subject = { kind: 'organization', id: work.orgId }
  const data = { changes: size > mostCharacters ? changes : full }
  audit(work, { action, actor, subject, data }, ...singled(actor, full))
}

function difference(change: SyncChange, before: Content, after: Content) {
  const was = change.action === 'create' ? undefined : itemOf(before, change)
  const is = change.action === 'remove' ? undefined : itemOf(after, change)
  const only = change.action === 'update' ? change.fields : undefined
  return {
    ...(was !== undefined && { before: pick(masked(was), only) }),
    ...(is !== undefined && { after: pick(masked(is), only) }),
  }
}

function itemOf(content: Content, { noun, key }: SyncChange): unknown {
  const value = content[noun]
  if (Array.isArray(value)) return (value as { key: string }[]).find((item) => item.key === key)
  // The providers are one thing each: `providers: {smtp: …}`.
  return noun === 'providers' ? (value as Content | undefined)?.[key] : value
}

function pick(value: unknown, names: readonly string[] | undefined): unknown {
  if (names === undefined || value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)))
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value === 'string') return value.replace(/^(\w+:\/\/)[^/@\s]+@/, '$1•••@')
  if (value === null || typeof value !== 'object') return value
  const hide = (name: string, inner: unknown) =>
    secretName.test(name) && typeof inner === 'string' ? '•••' : masked(inner)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hide(name, inner)]))
}

/** What an auditor asks for by name. */
const kindByNoun: Record<string, { kind: string; removed: string }> = {
  users: { kind: 'user', removed: 'removed' },
  apiKeys: { kind: 'api_key', removed: 'revoked' },
}

function singled(actor: Actor, changes: readonly (SyncChange & { before?: unknown; after?: unknown })[]): NewEntry[] {
  return changes.flatMap(({ noun, key, action, before, after }) => {
    const found = kindByNoun[noun]
    if (!found) return []
    const verb = { create: 'created', update: 'changed', remove: found.removed }[action]
    const data = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
    return [{ action: `${found.kind}.${verb}`, actor, subject: { kind: found.kind, key }, data }]
  })
}
