import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { useText } from '../app/i18n.ts'
import { Button } from './button.tsx'
import { CloseIcon } from './icons.ts'

/** What every kind of dialog is given. */
export interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  className?: string
}

/**
 * The browser's own modal dialog: it keeps the focus, closes by Escape and returns the focus, and it needs no style
 * element, which the content security policy would refuse. Spread `frame` on it.
 */
export function useDialog(open: boolean, onClose: () => void) {
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (!open) return element.current?.close()
    if (!element.current?.open) element.current?.showModal()
    // The browser would choose the first button, which closes the dialog.
    element.current?.querySelector<HTMLElement>('[data-first-focus], input, select, textarea')?.focus()
  }, [open])
  const frame = {
    ref: element,
    onClose: (event: { target: unknown }) => {
      // A dialog that was opened from within this one closes by itself.
      if (event.target === element.current) onClose()
    },
    onClick: (event: { target: unknown }) => {
      if (event.target === element.current) element.current?.close()
    },
  }
  return { element, frame }
}

interface HeadProps {
  id: string
  title: string
  dialog: RefObject<HTMLDialogElement | null>
  children?: ReactNode
  className?: string
}

export function DialogHead({ id, title, dialog, children, className }: HeadProps) {
  const { t } = useText()
  return (
    <div className={`flex items-start justify-between gap-3 ${className ?? ''}`}>
      <h2 id={id} className="min-w-0 pt-0.5 text-title font-semibold">
        {title}
      </h2>
      <div className="flex items-center gap-1">
        {children}
        <Button look="ghost" size="icon" aria-label={t('common:action.close')} onClick={() => dialog.current?.close()}>
          <CloseIcon />
        </Button>
      </div>
    </div>
  )
}
