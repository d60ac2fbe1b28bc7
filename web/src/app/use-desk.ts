import { useSyncExternalStore } from 'react'

/** Where Tailwind's `md:` begins. */
const desk = typeof matchMedia === 'undefined' ? undefined : matchMedia('(width >= 48rem)')

function subscribe(listener: () => void): () => void {
  desk?.addEventListener('change', listener)
  return () => desk?.removeEventListener('change', listener)
}

/** Whether there is the room of a desk: for what would cost too much to draw twice and hide once. */
export function useDesk(): boolean {
  return useSyncExternalStore(subscribe, () => desk?.matches ?? true)
}
