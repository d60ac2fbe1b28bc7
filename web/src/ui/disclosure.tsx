import type { ReactNode } from 'react'
import { cn } from './class-names.ts'
import { ChevronRightIcon } from './icons.ts'

interface DisclosureProps {
  summary: ReactNode
  /** For screen readers, where the summary says too little without its surroundings. */
  label?: string
  children: ReactNode
  className?: string
}

/** Opens on demand; the browser's search finds what is inside and opens it. */
export function Disclosure({ summary, label, children, className }: DisclosureProps) {
  return (
    <details className={cn('group', className)}>
      <summary
        aria-label={label}
        className="inline-flex min-h-6 list-none items-center gap-1 rounded text-small text-ink-soft hover:text-ink max-md:min-h-8"
      >
        <ChevronRightIcon className="size-3.5 shrink-0 transition-transform group-open:rotate-90" aria-hidden />
        {summary}
      </summary>
      {children}
    </details>
  )
}
