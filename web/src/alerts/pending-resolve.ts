import { useSyncExternalStore } from 'react'

/** How long a resolve can be undone. */
export const undoMilliseconds = 5_000

interface Pending {
  ids: readonly string[]
  timer: ReturnType<typeof setTimeout>
  send: (leaving: boolean) => Promise<void>
}

const pendingById = new Map<string, Pending>()
const listeners = new Set<() => void>()
let latest: Pending | undefined

function changed() {
  for (const listener of listeners) listener()
}

/** Shows alerts as resolved at once and sends it after the time for an undo, or earlier when the page is left. */
export function pendResolve(ids: readonly string[], send: Pending['send']): void {
  const free = ids.filter((id) => !pendingById.has(id))
  if (free.length === 0) return
  const pending: Pending = { ids: free, send, timer: setTimeout(() => void deliver(pending, false), undoMilliseconds) }
  for (const id of free) pendingById.set(id, pending)
  latest = pending
  changed()
}

/** Takes a resolve back, with all that were resolved together; false when it was already sent. Without an id, the latest one. */
export function undoResolve(id?: string): boolean {
  const pending = id === undefined ? latest : pendingById.get(id)
  if (!pending || !pending.ids.some((one) => pendingById.get(one) === pending)) return false
  clearTimeout(pending.timer)
  forget(pending)
  return true
}

function forget(pending: Pending) {
  for (const id of pending.ids) pendingById.delete(id)
  changed()
}

async function deliver(pending: Pending, leaving: boolean): Promise<void> {
  clearTimeout(pending.timer)
  await pending.send(leaving)
  forget(pending)
}

globalThis.addEventListener?.('pagehide', () => {
  for (const pending of new Set(pendingById.values())) void deliver(pending, true)
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
