import type { ReactNode } from 'react'
import { cn } from './class-names.ts'

/** A word or a number beside a name that is no state: a role, a type, "managed by file". Has no colour for that reason. */
export function Badge({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={cn(
        'inline-flex min-w-5 items-center justify-center rounded border border-line px-1.5 text-small leading-4.5 whitespace-nowrap text-ink-soft tabular-nums',
        className,
      )}
    >
      {children}
    </span>
  )
}
