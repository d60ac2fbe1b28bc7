import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Alert } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { cn } from '../../ui/class-names.ts'
import { ChevronRightIcon } from '../../ui/icons.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { tip } from '../../ui/tooltip.tsx'
import { membersQuery } from '../queries.ts'
import { StatusChip } from '../status.tsx'
import { hasMembers } from './items.ts'

interface MembersButtonProps {
  alert: Alert
  isOpened: boolean
  onPress: (alert: Alert) => void
}

/** How many alerts this one pages for; opens them below it. */
export function MembersButton({ alert, isOpened, onPress }: MembersButtonProps) {
  const { t } = useText()
  if (!hasMembers(alert)) return null
  const count = alert.group?.members ?? 0
  return (
    <button
      type="button"
      {...tip(t('alerts:list.members', { count }), 'm')}
      aria-expanded={isOpened}
      aria-label={t('alerts:list.membersOf', { count, number: alert.number })}
      className="relative z-1 inline-flex min-h-6 shrink-0 items-center gap-0.5 rounded border border-line bg-sunken pr-1.5 pl-0.5 text-small text-ink-soft tabular-nums hover:text-ink"
      onClick={() => onPress(alert)}
    >
      <ChevronRightIcon className={cn('size-3.5 transition-transform', isOpened && 'rotate-90')} aria-hidden />+{count}
    </button>
  )
}

/** More than these are on the page of the alert. */
const shownMost = 20

export function Members({ lead }: { lead: Alert }) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(membersQuery(lead.id))
  if (error) return <LoadFailed error={error} onRetry={() => void refetch()} />
  const shown = data?.items.slice(0, shownMost) ?? []
  const hidden = (lead.group?.members ?? 0) - shown.length
  return (
    <ul aria-label={t('alerts:list.membersOf', { count: lead.group?.members ?? 0, number: lead.number })}>
      {!data && (
        <li className="row-height flex items-center px-16">
          <Skeleton className="w-1/3" />
        </li>
      )}
      {shown.map((member) => (
        <li
          key={member.id}
          className="row-height relative flex items-center gap-3 border-b border-line bg-sunken pr-6 pl-14 hover:bg-hover max-md:pl-8"
        >
          <StatusChip alert={{ ...member, held: null, snoozedUntil: null }} bare className="w-27 shrink-0" />
          <span className="w-13 shrink-0 text-ink-faint tabular-nums">#{member.number}</span>
          <Link
            to="/alerts/$id"
            params={{ id: `${member.number}` }}
            className="truncate after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {member.summary}
          </Link>
        </li>
      ))}
      {data && hidden > 0 && (
        <li className="row-height flex items-center border-b border-line bg-sunken pl-14 max-md:pl-8">
          <Link to="/alerts/$id" params={{ id: `${lead.number}` }} className="text-accent underline">
            {t('alerts:list.membersMore', { count: hidden })}
          </Link>
        </li>
      )}
    </ul>
  )
}
