import { useSyncExternalStore } from 'react'
import { useText } from '../app/i18n.ts'
import { Button } from './button.tsx'
import { cn } from './class-names.ts'
import { CloseIcon, DoneIcon, WarningIcon } from './icons.ts'

interface Toast {
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

function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id))
}

/** Says what just happened, at the edge of the view and to screen readers. */
export function showToast(text: string, options: ToastOptions = {}): void {
  const { tone = 'done', action, undo, lifeMilliseconds = tone === 'problem' ? 10_000 : 4_000 } = options
  const id = ++lastId
  set([...toasts.slice(-2), { id, text, tone, action, undo }])
  setTimeout(() => dismissToast(id), lifeMilliseconds)
}

export function Toasts() {
  const { t } = useText()
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-36 z-50 flex flex-col items-center gap-2 md:right-auto md:bottom-5 md:left-5 md:items-start"
    >
      {shown.map((toast) => {
        const Sign = toast.tone === 'done' ? DoneIcon : WarningIcon
        return (
          <div
            key={toast.id}
            className="pointer-events-auto flex w-full max-w-md items-center gap-2 rounded-lg bg-surface py-1.5 pr-1.5 pl-3 text-ink shadow-float md:w-auto md:min-w-72"
          >
            <Sign
              className={cn('size-4 shrink-0', toast.tone === 'done' ? 'text-resolved' : 'text-triggered')}
              aria-hidden
            />
            <span className="min-w-0 flex-1 py-1">{toast.text}</span>
            <ToastAction toast={toast} label={t('common:action.undo')} />
            <Button
              look="ghost"
              size="icon"
              aria-label={t('common:action.dismiss')}
              onClick={() => dismissToast(toast.id)}
            >
              <CloseIcon />
            </Button>
          </div>
        )
      })}
    </div>
  )
}

function ToastAction({ toast, label }: { toast: Toast; label: string }) {
  const action = toast.action ?? (toast.undo && { label, run: toast.undo })
  if (!action) return null
  return (
    <Button
      size="small"
      onClick={() => {
        action.run()
        dismissToast(toast.id)
      }}
    >
      {action.label}
    </Button>
  )
}
