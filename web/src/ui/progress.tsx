import { cn } from './class-names.ts'

interface ProgressProps {
  label: string
  /** Between 0 and 1; undefined while nobody knows. */
  value: number | undefined
  className?: string
}

/** How far something is that takes longer than a moment. */
export function Progress({ label, value, className }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(Math.max(value, 0), 1) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cn(
        'h-1.5 overflow-hidden rounded-full bg-hover text-accent',
        percent === undefined && 'busy-bar',
        className,
      )}
    >
      {percent !== undefined && (
        <div className="h-full rounded-full bg-accent transition-all" style={{ width: `${percent}%` }} />
      )}
    </div>
  )
}
