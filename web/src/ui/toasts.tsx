import { useText } from '../app/i18n.ts'
import { Button } from './button.tsx'
import { cn } from './class-names.ts'
import { CloseIcon, DoneIcon, WarningIcon } from './icons.ts'
import { dismissToast, useToasts, type Toast } from './toast.tsx'

/** What was said lately, at the edge of the view; beside the rail, whose foot must stay within reach. */
export function Toasts() {
  const { t } = useText()
  const shown = useToasts()
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-36 z-50 flex flex-col items-center gap-2 md:right-auto md:bottom-5 md:left-19 lg:left-57 md:items-start"
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
