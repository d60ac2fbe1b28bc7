import { useRemembered } from '../remembered.ts'

/** What was chosen, newest first. Alerts keep their words: they are in no list that is at hand. */
export interface Recent {
  id: string
  label: string
  hint?: string | undefined
}

const keptAtMost = 24

/** The list with this one at its head, once. */
export function withRecent(list: readonly Recent[], { id, label, hint }: Recent): Recent[] {
  return [{ id, label, hint }, ...list.filter((one) => one.id !== id)].slice(0, keptAtMost)
}

function isRecentList(value: unknown): value is Recent[] {
  return (
    Array.isArray(value) &&
    value.every((one: unknown) => typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string')
  )
}

const none: Recent[] = []

export const useRecent = (person: string) => useRemembered<Recent[]>(`recent.${person}`, none, isRecentList)
