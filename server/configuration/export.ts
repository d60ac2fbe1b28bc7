import { Document, isMap, isSeq } from 'yaml'
import type { Trx } from '../kernel/db/types.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { listOwnKeys } from './store.ts'
import type { ListNoun, Parts } from './types.ts'

/** The lists as a person would write them: people first. */
const order = [
  'users',
  'teams',
  'customers',
  'services',
  'schedules',
  'escalationPolicies',
  'sources',
  'heartbeats',
  'maintenanceWindows',
] as const satisfies ListNoun[]

/** Longer look-up tables that no file made are left out, because a file has at most 2 MB; a file leaves them as they are. */
const longestTable = 200_000

/** Names under which secrets stand that only some may read. */
const secretNames = ['integrationKey', 'pingKey', 'secret', 'webhookSecret']

/**
 * The set-up of the organization as a configuration file. Applying it changes nothing. Passwords are never in it, nor the
 * tokens of API keys; without `withSecrets` also not the secrets in the addresses of sources, heartbeats and webhooks.
 */
export async function exportFile(kernel: Kernel, parts: Parts, trx: Trx, withSecrets: boolean): Promise<string> {
  const content: Record<string, unknown> = { organization: await parts.organization.export(kernel, trx) }
  const providers = await parts.providers.export(kernel, trx)
  if (Object.keys(providers).length > 0) content['providers'] = providers
  for (const noun of order) {
    const items = await parts[noun].export(kernel, trx)
    if (items.length > 0) content[noun] = items
  }
  const own = new Set(await listOwnKeys(trx, 'lookupTables'))
  const tables = await parts.lookupTables.export(kernel, trx)
  const shown = tables.filter(({ key, csv }) => !own.has(key) || csv.length <= longestTable)
  if (shown.length > 0) content['lookupTables'] = shown
  const document = new Document(withSecrets ? content : withoutSecrets(content), { version: '1.2' })
  if (isMap(document.contents)) {
    for (const [index, { key }] of document.contents.items.entries()) {
      if (index > 0 && typeof key === 'object') Object.assign(key as object, { spaceBefore: true })
    }
  }
  writeShortListsInOneLine(document.contents)
  document.commentBefore = await head(kernel, parts, trx, withSecrets)
  return document.toString({ lineWidth: 120, flowCollectionPadding: false })
}

async function head(kernel: Kernel, parts: Parts, trx: Trx, withSecrets: boolean): Promise<string> {
  const keys = await parts.apiKeys.export(kernel, trx)
  const lines = [
    'The set-up of this organization. Passwords are not in it.',
    ...(withSecrets ? [] : ['Secrets of sources, heartbeats and webhooks are left out.']),
    ...(keys.length === 0
      ? []
      : ['API keys are not in it, only the hashes of their tokens are kept. They stay as they are:']),
    ...keys.map(
      ({ key, role, expiresAt }) => `  {key: ${key}, role: ${role}${expiresAt ? `, expiresAt: "${expiresAt}"` : ''}}`,
    ),
  ]
  return lines.map((line) => ` ${line}`).join('\n')
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([name]) => !secretNames.includes(name))
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutSecrets(inner)]))
}

/** Lists of plain values, such as members and weekdays, read better in one line. */
function writeShortListsInOneLine(node: unknown): void {
  if (isSeq(node)) {
    node.flow = node.items.every((item) => !isMap(item) && !isSeq(item))
    for (const item of node.items) writeShortListsInOneLine(item)
  } else if (isMap(node)) {
    for (const { value } of node.items) writeShortListsInOneLine(value)
  }
}
