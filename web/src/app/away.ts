import { useSyncExternalStore } from 'react'

let isLost = false
let behind: number | undefined
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

/** Something on the screen is of an earlier visit, of this instant (milliseconds since the epoch), until its answer comes. */
export function setBehind(since: number | undefined): void {
  if (since === behind) return
  behind = since
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

/** From when the oldest is that is still to be replaced by its answer; undefined when nothing is. */
export function useBehindSince(): number | undefined {
  return useSyncExternalStore(onAwayChange, () => behind)
}

/** Whether what is shown may be over: a countdown would be a promise that nobody made. */
export function useBehind(): boolean {
  return useSyncExternalStore(onAwayChange, () => isAway() || behind !== undefined)
}
