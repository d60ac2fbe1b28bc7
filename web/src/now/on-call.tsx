import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { OnCallEntry } from '../api/types.ts'
import { useCustomerScope } from '../app/customer-scope.ts'
import { formatMoment } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useMay, useSession, useViewer } from '../app/session.ts'
import { useServing } from '../customers/use-serving.ts'
import { stintOf } from '../oncall/duty.ts'
import { filtered } from '../oncall/overview/filter.ts'
import { onCallQuery } from '../oncall/queries.ts'
import { PersonIcon, WarningIcon } from '../ui/icons.ts'
import { Section } from '../ui/section.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** Who is there now, schedule by schedule, and who follows. */
export function OnCall() {
  const { t } = useText()
  const may = useMay('oncall.read')
  const { data, isPending } = useQuery({ ...onCallQuery(), enabled: may })
  const { customer } = useCustomerScope()
  const serving = useServing()
  if (!may) return null
  const shown = data && filtered(data.items, { customer }, serving)
  return (
    <Section
      title={t('now:onCall.title')}
      aside={
        <Link to="/oncall" className="text-small text-ink-soft underline hover:text-ink">
          {t('now:onCall.all')}
        </Link>
      }
    >
      {isPending && <Skeleton className="h-9" />}
      {shown?.length === 0 && <p className="text-ink-soft">{t('now:onCall.none')}</p>}
      <ul className="flex flex-col gap-2">
        {shown?.map((entry) => (
          <Entry key={`${entry.schedule.key} ${entry.team?.key ?? ''}`} entry={entry} />
        ))}
      </ul>
    </Section>
  )
}

function Entry({ entry }: { entry: OnCallEntry }) {
  const { t } = useText()
  const session = useSession()
  const { user, schedule, team } = entry
  const Sign = user ? PersonIcon : WarningIcon
  return (
    <li>
      <p className="flex items-baseline justify-between gap-3">
        <span className="truncate text-ink-soft">{team?.name ?? schedule.name}</span>
        <span className={`flex items-center gap-1.5 font-medium ${user ? '' : 'text-triggered'}`}>
          <Sign className="size-4 shrink-0 text-ink-faint" aria-hidden />
          {user ? (user.key === session?.user.key ? t('now:onCall.you') : user.name) : t('now:onCall.nobody')}
        </span>
      </p>
      <p className="text-right text-small text-ink-faint">
        <Then entry={entry} />
      </p>
    </li>
  )
}

function Then({ entry }: { entry: OnCallEntry }) {
  const { t } = useText()
  const now = useNow(60_000)
  const viewer = useViewer()
  const { until, follower } = stintOf(entry)
  const time = (at: string) => formatMoment(at, now, viewer)
  if (!entry.user) {
    return entry.next ? t('now:onCall.from', { name: entry.next.user.name, time: time(entry.next.from) }) : null
  }
  if (!until) return t('now:onCall.noEnd')
  if (follower.kind === 'person') return t('now:onCall.thenPerson', { time: time(until), name: follower.user.name })
  return t(follower.kind === 'nobody' ? 'now:onCall.thenNobody' : 'now:onCall.until', { time: time(until) })
}
