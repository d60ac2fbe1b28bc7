import type { ReactNode } from 'react'
import { cn } from './class-names.ts'

/** Names and values below each other. Empty values are left out: a row that says nothing is noise. */
export function FactList({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl className={cn('grid grid-cols-[minmax(7rem,max-content)_1fr] gap-x-4 gap-y-1.5', className)}>{children}</dl>
  )
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '' || children === false) return null
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
