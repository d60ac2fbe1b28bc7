import { useSyncExternalStore } from 'react'

let alerts: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

/** Alerts that were answered on this device, of which the server does not know yet. */
export function setUnsent(next: ReadonlySet<string>): void {
  alerts = next
  for (const listener of listeners) listener()
}

export function useIsUnsent(alertId: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => alerts.has(alertId),
  )
}
