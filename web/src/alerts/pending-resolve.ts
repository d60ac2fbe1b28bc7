import { useSyncExternalStore } from 'react'

/** How long a resolve can be undone. */
const undoMilliseconds = 5_000

interface Pending {
  timer: ReturnType<typeof setTimeout>
  send: (leaving: boolean) => Promise<void>
}

const pendingById = new Map<string, Pending>()
const listeners = new Set<() => void>()
let lastId: string | undefined

function changed() {
  for (const listener of listeners) listener()
}

/** Shows the alert as resolved at once and sends it after the time for an undo, or earlier when the page is left. */
export function pendResolve(id: string, send: Pending['send']): void {
  if (pendingById.has(id)) return
  pendingById.set(id, { send, timer: setTimeout(() => void deliver(id, false), undoMilliseconds) })
  lastId = id
  changed()
}

/** Takes a resolve back; false when it was already sent. Without an id, the latest one. */
export function undoResolve(id: string | undefined = lastId): boolean {
  const pending = id === undefined ? undefined : pendingById.get(id)
  if (!pending || id === undefined) return false
  clearTimeout(pending.timer)
  pendingById.delete(id)
  changed()
  return true
}

async function deliver(id: string, leaving: boolean): Promise<void> {
  const pending = pendingById.get(id)
  if (!pending) return
  clearTimeout(pending.timer)
  await pending.send(leaving)
  pendingById.delete(id)
  changed()
}

globalThis.addEventListener?.('pagehide', () => {
  for (const id of pendingById.keys()) void deliver(id, true)
})

/** Whether the alert counts as resolved here although the server does not know it yet. */
export function useResolvePending(id: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => pendingById.has(id),
  )
}
