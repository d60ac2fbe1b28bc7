import { hashKey } from '@tanstack/react-query'
import { setBehind } from '../app/away.ts'
import { queryClient } from '../app/query.ts'
import type { Kept } from './kept.ts'

const gcMilliseconds = 24 * 3_600_000

/** From when what is shown of an earlier visit is, by the hash of its query. */
const atByHash = new Map<string, number>()
let isFollowing = false

/** Puts what this device has kept where nothing is known. It stays for as long as the page is open. */
export function fill(kept: Kept): void {
  const cache = queryClient.getQueryCache()
  for (const { key, data, at } of kept.queries) {
    if (queryClient.getQueryData(key) !== undefined) continue
    const hash = hashKey(key)
    cache.build(queryClient, { queryKey: [...key], queryHash: hash, gcTime: gcMilliseconds })
    queryClient.setQueryData([...key], data, { updatedAt: at })
    atByHash.set(hash, at)
  }
  if (!isFollowing) cache.subscribe(lookSoon)
  isFollowing = true
  look()
}

let soon: ReturnType<typeof setTimeout> | undefined
/** The cache changes while views are being drawn, and then nothing else may. */
function lookSoon(): void {
  if (atByHash.size > 0) soon ??= setTimeout(look, 0)
}

/** Says for as long as something on the screen has not been answered since. */
function look(): void {
  soon = undefined
  const cache = queryClient.getQueryCache()
  const behind: number[] = []
  for (const [hash, at] of atByHash) {
    const query = cache.get(hash)
    if (query?.state.dataUpdatedAt !== at) atByHash.delete(hash)
    else if (query.isActive() && query.isStale()) behind.push(at)
  }
  setBehind(behind.length > 0 ? Math.min(...behind) : undefined)
}
