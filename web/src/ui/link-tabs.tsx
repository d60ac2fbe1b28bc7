import type { ReactNode } from 'react'
import { cn } from './class-names.ts'
import { useTabInSight } from './tab-in-sight.ts'

/** Parts of one thing, each with an address of its own. Its children are links with `linkTab` spread on them. */
export function LinkTabs({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  const row = useTabInSight<HTMLElement>()
  return (
    <nav
      ref={row}
      aria-label={label}
      className={cn('flex gap-1 overflow-x-auto border-b border-line px-4 [scrollbar-width:none] md:px-6', className)}
    >
      {children}
    </nav>
  )
}

/** Spread on a Link: `<Link to="/people/$key" params={{ key }} {...linkTab}>`. The one that is open is announced as such. */
export const linkTab = {
  className:
    'target-height -mb-px inline-flex items-center gap-1.5 border-b-2 border-transparent px-3 whitespace-nowrap text-ink-soft -outline-offset-2 hover:text-ink',
  activeProps: { className: 'border-accent! font-medium text-ink' },
  activeOptions: { exact: true },
  replace: true,
} as const
