import { queryOptions } from '@tanstack/react-query'
import { topicKey } from '../app/query.ts'
import { api } from './client.ts'
import type { Named, Page } from './types.ts'

const pageSize = 200
/** Whoever has more of a kind searches on the server. */
const mostPages = 10

/** Every page of a list. */
export async function readAll<Item>(path: string): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await api.get<Page<Item>>(path, { query: { limit: pageSize, cursor } })
    items.push(...answer.items)
    cursor = answer.nextCursor ?? undefined
    if (!cursor) break
  }
  return items
}

/** Kept for long: a change of the set-up is told over the stream, which reads it again. */
export const namesStayMilliseconds = 10 * 60_000

const named = <Item extends Named = Named>(path: string) =>
  queryOptions({
    queryKey: topicKey('setup', 'names', path),
    queryFn: () => readAll<Item>(path),
    staleTime: namesStayMilliseconds,
  })

/** Everything that has a name, for fields that choose one, for the palette and for the customer switcher. */
export const namesOf = {
  customers: named('/customers'),
  services: named<Named & { customer: string | null }>('/services'),
  users: named<Named & { email?: string }>('/users'),
  teams: named('/teams'),
  schedules: named('/schedules'),
  policies: named('/escalation-policies'),
  sources: named('/sources'),
  heartbeats: named('/heartbeats'),
  maintenanceWindows: named('/maintenance-windows'),
}
