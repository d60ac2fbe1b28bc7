import { useSyncExternalStore } from 'react'

let isLost = false
const listeners = new Set<() => void>()

function tell() {
  for (const listener of listeners) listener()
}

globalThis.addEventListener?.('online', tell)
globalThis.addEventListener?.('offline', tell)

/** The stream of changes has broken off, or is there again. */
export function setLost(next: boolean): void {
  if (next === isLost) return
  isLost = next
  tell()
}

/** Whether nothing new can be known: the server cannot be reached, or the device has no network at all. */
export const isAway = (): boolean => isLost || navigator.onLine === false

export function onAwayChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useAway(): boolean {
  return useSyncExternalStore(onAwayChange, isAway)
}
