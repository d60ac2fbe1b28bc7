import { queryOptions } from '@tanstack/react-query'
import type { ConfigFile } from '../../../contract/config/file.ts'
import type { ConfigChange, SingleByNoun, SingleNoun } from '../../../contract/config/items.ts'
import { topicKey } from '../app/query.ts'
import { api } from './client.ts'
import type { Page } from './types.ts'

/** The lists of the set-up, as the configuration file names them. */
export type Noun = Exclude<keyof ConfigFile, 'organization' | 'providers'>
export type ItemOf<N extends Noun> = NonNullable<ConfigFile[N]> extends (infer Item)[] ? Item : never

/** An item of the set-up. `managed`: a configuration file made it, and the next apply of the file overwrites it. */
export interface Stored<Item> {
  item: Item
  managed: boolean
  /** Names this state of it; whoever saves says which one they changed. */
  revision: string
}

/** What a save answers: the item as it is now, and what the save changed. */
export type Saved<Item> = Stored<Item> & { changes: ConfigChange[] }

const pathOf = (noun: Noun, key: string) => `/config/${noun}/${encodeURIComponent(key)}`

export const itemsQuery = <N extends Noun>(noun: N) =>
  queryOptions({
    queryKey: topicKey('setup', 'items', noun),
    queryFn: () => api.get<Page<Stored<ItemOf<N>>>>(`/config/${noun}`),
  })

export const itemQuery = <N extends Noun>(noun: N, key: string) =>
  queryOptions({
    queryKey: topicKey('setup', 'items', noun, key),
    queryFn: () => api.get<Stored<ItemOf<N>>>(pathOf(noun, key)),
  })

interface SaveOptions {
  /** Only if nobody changed it since (412 `changed_meanwhile`); `new`: only if there is none of this key. */
  revision?: string | 'new' | undefined
  dryRun?: boolean
}

/** Saves an item; what a file may leave out may be left out here, a secret that is left out stays, `null` removes one. Throws ApiError: 412, or invalid_config with the faulty fields. */
export function saveItem<N extends Noun>(
  noun: N,
  key: string,
  item: Partial<ItemOf<N>>,
  { revision, dryRun = false }: SaveOptions = {},
): Promise<Saved<ItemOf<N>>> {
  const headers: Record<string, string> =
    revision === undefined ? {} : revision === 'new' ? { 'if-none-match': '*' } : { 'if-match': `"${revision}"` }
  return api.put<Saved<ItemOf<N>>>(pathOf(noun, key), item, { headers, query: dryRunQuery(dryRun) })
}

/** Removes an item; with `dryRun` only asks whether that would do. Throws ApiError, naming what still uses it. */
export function removeItem(noun: Noun, key: string, { dryRun = false } = {}): Promise<void> {
  return api.delete<void>(pathOf(noun, key), { query: dryRunQuery(dryRun) })
}

/** The organization or its providers: what exists once and has no key. */
export const singleQuery = <N extends SingleNoun>(noun: N) =>
  queryOptions({
    queryKey: topicKey('setup', 'items', noun),
    queryFn: () => api.get<Stored<SingleByNoun[N]>>(`/config/${noun}`),
  })

export function saveSingle<N extends SingleNoun>(
  noun: N,
  item: Partial<SingleByNoun[N]>,
  { revision, dryRun = false }: { revision?: string | undefined; dryRun?: boolean } = {},
): Promise<Saved<SingleByNoun[N]>> {
  const headers: Record<string, string> = revision === undefined ? {} : { 'if-match': `"${revision}"` }
  return api.put(`/config/${noun}`, item, { headers, query: dryRunQuery(dryRun) })
}

const dryRunQuery = (dryRun: boolean) => ({ dryRun: dryRun ? 'true' : undefined })
