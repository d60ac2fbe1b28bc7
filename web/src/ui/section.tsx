import { useId, type ReactNode } from 'react'
import { cn } from './class-names.ts'

/** A named part of a view, set off by a hairline instead of a box. */
export function Section({
  title,
  children,
  aside,
  className,
}: {
  title: string
  children: ReactNode
  aside?: ReactNode
  className?: string
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cn('border-t border-line py-4', className)}>
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
