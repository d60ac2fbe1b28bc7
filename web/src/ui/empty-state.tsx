import type { ReactNode } from 'react'
import { cn } from './class-names.ts'
import type { Icon } from './icons.ts'

interface EmptyStateProps {
  icon: Icon
  title: string
  text: string
  children?: ReactNode
  className?: string
}

/** Nothing to show: one sentence that teaches and at most one button. */
export function EmptyState({ icon: Sign, title, text, children, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center gap-1 px-4 py-14 text-center', className)}>
      <Sign className="mb-2 size-7 text-ink-faint" strokeWidth={1.5} aria-hidden />
      <p className="text-large font-semibold">{title}</p>
      <p className="max-w-md text-ink-soft">{text}</p>
      {children && <div className="mt-4">{children}</div>}
    </div>
  )
}
