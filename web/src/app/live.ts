import { useEffect, useSyncExternalStore } from 'react'
import { api } from '../api/client.ts'
import { followChanges, type LiveState } from '../api/live.ts'
import { isAway, setLost } from './away.ts'
import { invalidate, readAgain } from './query.ts'

let state: LiveState = 'connecting'
const listeners = new Set<() => void>()

function change(next: LiveState, missed = false) {
  const wasAway = isAway()
  setLost(next === 'lost')
  // What happened in the gap is unknown, however short it was, so everything shown is read again.
  if (next === 'live' && (missed || wasAway)) invalidate()
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

/** Where no stream gets through but everything else does, what is shown is read again at every try. */
function askInstead() {
  api.get('/me').then(
    () => {
      setLost(false)
      invalidate()
    },
    () => undefined,
  )
}

/** Keeps what is shown up to date while the calling view is on screen. One view of the page may call it. */
export function useLiveChanges(): void {
  useEffect(() => followChanges('/api/v1/stream', { message: readAgain, state: change, refused: askInstead }), [])
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
