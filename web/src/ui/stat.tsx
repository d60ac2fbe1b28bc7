import { cloneElement, type ReactElement, type ReactNode } from 'react'
import { cn } from './class-names.ts'
import { inkByTone, type Tone } from './chip.tsx'

interface StatProps {
  label: string
  value: ReactNode
  /** What makes the number good or bad, or since when. */
  hint?: ReactNode
  /** The state that the number counts, if it is one that wants to be seen. */
  tone?: Tone | undefined
  /** A link to what is counted, without content: `<Link to="/alerts" />`. */
  link?: ReactElement<{ className?: string; children?: ReactNode }>
  className?: string
}

/** One number with its name. Every number leads to what it counts. */
export function Stat({ label, value, hint, tone, link, className }: StatProps) {
  const content = (
    <>
      <span className="block text-small text-ink-faint">{label}</span>
      <span className={cn('block text-summary font-semibold tabular-nums', tone && inkByTone[tone])}>{value}</span>
      {hint && <span className="block text-small text-ink-soft">{hint}</span>}
    </>
  )
  const style = cn('block min-w-0 rounded-md border border-line bg-surface px-3 py-2', className)
  if (!link) return <div className={style}>{content}</div>
  return cloneElement(link, { className: cn(style, 'hover:bg-hover') }, content)
}
