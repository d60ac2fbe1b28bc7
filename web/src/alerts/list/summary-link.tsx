import { Link } from '@tanstack/react-router'
import type { Alert } from '../../api/types.ts'
import { cn } from '../../ui/class-names.ts'

/** The whole row leads to the alert. */
export function SummaryLink({ alert, className }: { alert: Alert; className?: string }) {
  return (
    <Link
      to="/alerts/$id"
      params={{ id: `${alert.number}` }}
      data-row-link
      preload={false}
      className={cn(
        'outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent',
        className,
      )}
    >
      {alert.summary}
    </Link>
  )
}
