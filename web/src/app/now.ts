import { useSyncExternalStore } from 'react'
import { serverNow } from '../api/server-clock.ts'

/**
 * One ticker a page for everything that shows passing time, so that all numbers change in the same frame.
 * It stands still while nobody looks (hidden page) or nothing shows time.
 */
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let current = serverNow()

function tick() {
  current = serverNow()
  for (const listener of listeners) listener()
}

function adjust() {
  const wanted = listeners.size > 0 && document.visibilityState === 'visible'
  if (wanted && timer === undefined) {
    timer = setInterval(tick, 1_000)
    tick()
  }
  if (!wanted && timer !== undefined) {
    clearInterval(timer)
    timer = undefined
  }
}

document.addEventListener('visibilitychange', adjust)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  queueMicrotask(adjust)
  return () => {
    listeners.delete(listener)
    adjust()
  }
}

/** The present by the server's clock, in milliseconds since the epoch, rounded down to `step` so that a view renders only as often as it changes. */
export function useNow(step = 1_000): number {
  return useSyncExternalStore(subscribe, () => Math.floor(current / step) * step)
}
