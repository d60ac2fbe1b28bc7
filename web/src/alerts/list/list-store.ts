import { useSyncExternalStore } from 'react'
import type { Alert } from '../../api/types.ts'
import type { AlertFilters } from '../filters.ts'
import type { ListState } from './list-state.ts'

/**
 * What lists have loaded, by their filters. It outlives the view: whoever comes back from an alert finds the list as they
 * left it, and the alert knows which one is next. The query client would read every loaded page again at each change.
 */
const states = new Map<string, ListState<Alert>>()
const listeners = new Set<() => void>()
/** Lists that were looked at before are read anew. */
const keptAtMost = 4
let latest: { id: string; filters: AlertFilters } | undefined

export function listIdOf(filters: AlertFilters): string {
  return JSON.stringify(Object.entries(filters).sort(([one], [other]) => (one < other ? -1 : 1)))
}

export function readList(id: string): ListState<Alert> | undefined {
  return states.get(id)
}

export function writeList(id: string, next: ListState<Alert>): void {
  states.delete(id)
  states.set(id, next)
  for (const old of [...states.keys()].slice(0, -keptAtMost)) states.delete(old)
  for (const listener of listeners) listener()
}

/** Changes an alert wherever a list shows it. */
export function changeInLists(id: string, change: (alert: Alert) => Alert): void {
  for (const [listId, state] of states) {
    if (!state.rows.some((row) => row.id === id)) continue
    states.set(listId, { ...state, rows: state.rows.map((row) => (row.id === id ? change(row) : row)) })
  }
  for (const listener of listeners) listener()
}

export function useListState(id: string): ListState<Alert> | undefined {
  return useSyncExternalStore(subscribe, () => states.get(id))
}

export function rememberList(id: string, filters: AlertFilters): void {
  latest = { id, filters }
}

/** The filters of the list that was looked at last: the way back. */
export function latestFilters(): AlertFilters {
  return latest?.filters ?? {}
}

/** The alerts before and after this one in the list that was looked at last. */
export function neighboursOf(id: string): { previous: Alert | undefined; next: Alert | undefined } {
  const rows = (latest && states.get(latest.id)?.rows) ?? []
  const index = rows.findIndex((row) => row.id === id)
  return index < 0 ? { previous: undefined, next: rows[0] } : { previous: rows[index - 1], next: rows[index + 1] }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
