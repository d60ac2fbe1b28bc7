import { useId, type ReactNode } from 'react'
import { cn } from './class-names.ts'
import { DialogHead, useDialog, type DialogProps } from './dialog-frame.tsx'

interface SheetProps extends DialogProps {
  /** Beside the close button: a link to the full page, a menu. */
  actions?: ReactNode
  /** Stays in sight below what scrolls. */
  footer?: ReactNode
}

/** A panel at the right edge for looking at or editing one thing of a list; on a phone it is a page of its own. */
export function Sheet({ open, onClose, title, children, actions, footer, className }: SheetProps) {
  const { element, frame } = useDialog(open, onClose)
  const titleId = useId()
  return (
    <dialog
      {...frame}
      aria-labelledby={titleId}
      className={cn(
        'my-0 mr-0 ml-auto h-dvh max-h-none w-full max-w-none bg-surface text-ink shadow-float md:w-[min(34rem,90vw)]',
        className,
      )}
    >
      {open && (
        <div className="flex h-full flex-col">
          <DialogHead
            id={titleId}
            title={title}
            dialog={element}
            className="border-b border-line px-5 py-3 max-md:px-4"
          >
            {actions}
          </DialogHead>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4 max-md:px-4">{children}</div>
          {footer && <div className="bottom-safe border-t border-line px-5 py-3 max-md:px-4">{footer}</div>}
        </div>
      )}
    </dialog>
  )
}

/** Comes up from the thumb, as high as what is in it. For phones. */
export function BottomSheet({ open, onClose, title, children }: DialogProps) {
  const { element, frame } = useDialog(open, onClose)
  const titleId = useId()
  return (
    <dialog
      {...frame}
      aria-labelledby={titleId}
      className="mx-0 mt-auto mb-0 max-h-[85dvh] w-full max-w-none rounded-t-xl bg-surface text-ink shadow-float"
    >
      {open && (
        <div className="bottom-safe px-4 pt-3">
          <DialogHead id={titleId} title={title} dialog={element} className="mb-1" />
          <div className="pb-3">{children}</div>
        </div>
      )}
    </dialog>
  )
}
