import { useSyncExternalStore } from 'react'

export interface Toast {
  id: number
  text: string
  tone: 'done' | 'problem'
  action?: { label: string; run: () => void } | undefined
  undo?: (() => void) | undefined
}

interface ToastOptions {
  tone?: Toast['tone']
  action?: Toast['action']
  /** Takes it back, for as long as the toast is there. */
  undo?: () => void
  /** Problems stay longer by themselves: they must be read to the end. */
  lifeMilliseconds?: number
}

let toasts: Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id))
}

/** Says what just happened, at the edge of the view and to screen readers. */
export function showToast(text: string, options: ToastOptions = {}): void {
  const { tone = 'done', action, undo, lifeMilliseconds = tone === 'problem' ? 10_000 : 4_000 } = options
  const id = ++lastId
  set([...toasts.slice(-2), { id, text, tone, action, undo }])
  setTimeout(() => dismissToast(id), lifeMilliseconds)
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
}
