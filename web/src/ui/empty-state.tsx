import type { ReactNode } from 'react'
import { cn } from './class-names.ts'
import type { Icon } from './icons.ts'

interface EmptyStateProps {
  icon: Icon
  title: string
  text: string
  /** True where it stands in place of a whole view. */
  isPage?: boolean
  /** What it will look like: the real components with sample data. For the eye only; nothing in it can be reached. */
  preview?: ReactNode
  children?: ReactNode
  className?: string
}

/** Nothing to show: one sentence that teaches and at most one button. */
export function EmptyState({ icon: Sign, title, text, isPage = false, preview, children, className }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className={cn('flex flex-col items-center gap-1 px-4 py-14 text-center', className)}>
      <Sign className="mb-2 size-7 text-ink-faint" strokeWidth={1.5} aria-hidden />
      <Title className="text-large font-semibold">{title}</Title>
      <p className="max-w-md text-ink-soft">{text}</p>
      {children && <div className="mt-4">{children}</div>}
      {preview && (
        <div
          inert
          aria-hidden
          className="mt-8 max-h-64 w-full max-w-3xl overflow-hidden rounded-lg border border-line text-left opacity-70 [mask-image:linear-gradient(black_40%,transparent)]"
        >
          {preview}
        </div>
      )}
    </div>
  )
}
