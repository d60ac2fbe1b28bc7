import { useText } from '../app/i18n.ts'
import { cn } from './class-names.ts'

/** Holds the place of one line, in the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <span className={cn('block h-3.5 rounded bg-hover', className)} />
}

/** Rows in the height of the list that is loading, so that nothing moves when it arrives. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const { t } = useText()
  return (
    <div role="status" aria-label={t('common:loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div
          key={index}
          className="row-height flex items-center gap-4 border-b border-line px-4 max-md:min-h-24 md:px-6"
        >
          <Skeleton className="w-24 shrink-0" />
          <Skeleton className={index % 3 === 0 ? 'w-2/5' : index % 3 === 1 ? 'w-1/2' : 'w-1/3'} />
        </div>
      ))}
    </div>
  )
}

/** Lines of running text or of a form that is on its way. */
export function SkeletonLines({ lines = 3, className }: { lines?: number; className?: string }) {
  const { t } = useText()
  return (
    <div role="status" aria-label={t('common:loading')} className={cn('flex flex-col gap-3', className)}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className={index === lines - 1 ? 'w-1/2' : 'w-full'} />
      ))}
    </div>
  )
}
