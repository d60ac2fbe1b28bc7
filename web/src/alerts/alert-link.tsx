import { Link } from '@tanstack/react-router'

/** Leads to another alert by its number and summary, on one line. */
export function AlertLink({ alert }: { alert: { number: number; summary: string } }) {
  return (
    <Link
      to="/alerts/$id"
      params={{ id: `${alert.number}` }}
      className="inline-block max-w-full truncate align-bottom text-ink-soft underline hover:text-ink leading-6 max-md:leading-8"
    >
      #{alert.number} {alert.summary}
    </Link>
  )
}
