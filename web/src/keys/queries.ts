import { queryOptions } from '@tanstack/react-query'
import type { KeyList, KeyView } from '../../../contract/former-keys.ts'
import { api } from '../api/client.ts'
import { topicKey } from '../app/query.ts'

/** What has keys: a source or a heartbeat. */
export interface Holder {
  noun: 'sources' | 'heartbeats'
  key: string
}

export const pathOf = ({ noun, key }: Holder) => `/${noun}/${encodeURIComponent(key)}`

export const keysQuery = (holder: Holder) =>
  queryOptions({
    queryKey: topicKey(holder.noun, 'keys', holder.key),
    queryFn: () => api.get<KeyList>(`${pathOf(holder)}/keys`),
  })

export type { KeyList, KeyView }
