import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useText } from '../app/i18n.ts'
import { Button } from './button.tsx'
import { cn } from './class-names.ts'
import { CloseIcon } from './icons.ts'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  className?: string
}

/**
 * The browser's own modal dialog: it keeps the focus, closes by Escape and returns the focus, and it needs no style
 * element, which the content security policy would refuse.
 */
export function Dialog({ open, onClose, title, children, className }: DialogProps) {
  const { t } = useText()
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    if (!open) return element.current?.close()
    element.current?.showModal()
    // The browser would choose the first button, which closes the dialog.
    element.current?.querySelector<HTMLElement>('input, select, textarea, [data-first-focus]')?.focus()
  }, [open])

  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === element.current) element.current.close()
      }}
      className={cn(
        'm-auto w-[min(34rem,calc(100vw-1.5rem))] rounded-lg bg-surface text-ink shadow-float max-md:mb-2',
        className,
      )}
    >
      {open && (
        <div className="p-5">
          <div className="mb-3 flex items-start justify-between gap-3">
            <h2 id={titleId} className="text-title font-semibold">
              {title}
            </h2>
            <Button
              look="ghost"
              size="icon"
              aria-label={t('common:action.close')}
              onClick={() => element.current?.close()}
            >
              <CloseIcon />
            </Button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  )
}
