import { useId } from 'react'
import { cn } from './class-names.ts'
import { DialogHead, useDialog, type DialogProps } from './dialog-frame.tsx'

/** A short task or question over the page, which waits below it. */
export function Dialog({ open, onClose, title, children, className }: DialogProps) {
  const { element, frame } = useDialog(open, onClose)
  const titleId = useId()
  return (
    <dialog
      {...frame}
      aria-labelledby={titleId}
      className={cn(
        'm-auto w-[min(34rem,calc(100vw-1.5rem))] rounded-lg bg-surface text-ink shadow-float max-md:mb-2',
        className,
      )}
    >
      {open && (
        <div className="p-5">
          <DialogHead id={titleId} title={title} dialog={element} className="mb-3" />
          {children}
        </div>
      )}
    </dialog>
  )
}
