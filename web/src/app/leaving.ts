import { useSyncExternalStore } from 'react'

const key = 'pikett.leaving'
const listeners = new Set<() => void>()
/** For a private window without storage: it lasts until the page is closed. */
let isHere = false

function tell() {
  for (const listener of listeners) listener()
}

/** Whether somebody has signed out of this browser, and the server does not know it yet. */
export function isLeaving(): boolean {
  try {
    return isHere || localStorage.getItem(key) !== null
  } catch {
    return isHere
  }
}

/** From now on nothing is asked in the name of this session but its end. */
export function setLeaving(next: boolean): void {
  isHere = next
  try {
    if (next) localStorage.setItem(key, 'yes')
    else localStorage.removeItem(key)
  } catch {
    // As said above.
  }
  tell()
}

/** Another window of this browser has signed out. */
export function onLeftElsewhere(listener: () => void): void {
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key !== key) return
    tell()
    if (event.newValue !== null) listener()
  })
}

export function useLeaving(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, isLeaving)
}
