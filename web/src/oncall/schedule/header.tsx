import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, useState } from 'react'
import type { ScheduleView } from '../../../../contract/oncall.ts'
import { formatMoment } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useMay, useSession, useViewer } from '../../app/session.ts'
import { HistoryLink } from '../../setup/history-link.tsx'
import { BackLink } from '../../setup/page-parts.tsx'
import { Button } from '../../ui/button.tsx'
import { MoreIcon, WarningIcon } from '../../ui/icons.ts'
import { Menu } from '../../ui/menu.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { stintOf } from '../duty.ts'
import { RemoveSchedule } from '../edit/remove-schedule.tsx'
import { wallAt } from '../override/consequence.ts'
import { onCallQuery } from '../queries.ts'
import type { ScheduleSearch } from './search.ts'

const ScheduleMenu = lazy(() => import('./schedule-menu.tsx').then((module) => ({ default: module.ScheduleMenu })))

/** The name of a schedule, who has it now, and what can be done with it. */
export function ScheduleHeader({ schedule, search }: { schedule: ScheduleView; search: ScheduleSearch }) {
  const { t } = useText()
  const mayWrite = useMay('oncall.write')
  const [isRemoving, setIsRemoving] = useState(false)
  const facts = [schedule.team?.name, schedule.customer?.name, schedule.timezone.replaceAll('_', ' ')]
  return (
    <>
      <BackLink to="/oncall">{t('schedule:all')}</BackLink>
      <PageHeader title={schedule.name} intro={facts.filter(Boolean).join(' · ')}>
        <TakeButton schedule={schedule} search={search} />
        {mayWrite && !search.edit && (
          <>
            <EditButton schedule={schedule.key} search={search} />
            <Menu
              align="end"
              trigger={
                <Button size="icon" aria-label={t('common:action.more')}>
                  <MoreIcon />
                </Button>
              }
            >
              <ScheduleMenu schedule={schedule.key} onRemove={() => setIsRemoving(true)} />
            </Menu>
          </>
        )}
        {!search.edit && <HistoryLink subject={`schedule:${schedule.key}`} />}
      </PageHeader>
      <WhoNow schedule={schedule.key} />
      {isRemoving && <RemoveSchedule schedule={schedule} onClose={() => setIsRemoving(false)} />}
    </>
  )
}

function EditButton({ schedule, search }: { schedule: string; search: ScheduleSearch }) {
  const { t } = useText()
  const navigate = useNavigate()
  return (
    <Button
      onClick={() =>
        void navigate({ to: '/oncall/$key', params: { key: schedule }, search: { ...search, edit: 'yes' } })
      }
    >
      {t('schedule:edit.action')}
    </Button>
  )
}

/** "I have it from now on", until the present shift ends. */
function TakeButton({ schedule, search }: { schedule: ScheduleView; search: ScheduleSearch }) {
  const { t } = useText()
  const session = useSession()
  const mayTake = useMay('oncall.take')
  const now = useNow(60_000)
  const navigate = useNavigate()
  const { data } = useQuery(onCallQuery())
  const entry = data?.items.find((one) => one.schedule.key === schedule.key)
  if (!mayTake || search.edit || entry?.user?.key === session?.user.key) return null
  const ends = entry?.user ? entry.to : (entry?.next?.from ?? null)
  const until = ends ? Math.min(Date.parse(ends), now + 14 * 86_400_000) : now + 12 * 3_600_000
  const local = (ms: number) => wallAt(ms, schedule.timezone)
  const part = { override: 'new', from: local(now), to: local(until), ...(session && { who: session.user.key }) }
  return (
    <Button
      look="primary"
      onClick={() =>
        void navigate({ to: '/oncall/$key', params: { key: schedule.key }, search: { ...search, ...part } })
      }
    >
      {t('schedule:take')}
    </Button>
  )
}

function WhoNow({ schedule }: { schedule: string }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  const { data } = useQuery(onCallQuery())
  const entry = data?.items.find((one) => one.schedule.key === schedule)
  // Keeps its place until it is known.
  if (!entry) return <p className="min-h-6 px-4 md:px-6" />
  const next = entry.next && { name: entry.next.user.name, from: formatMoment(entry.next.from, now, viewer) }
  if (!entry.user) {
    return (
      <p className="flex items-center gap-1.5 px-4 font-medium text-triggered md:px-6">
        <WarningIcon className="size-4 shrink-0" aria-hidden />
        {next ? t('schedule:now.nobodyUntil', next) : t('schedule:now.nobody')}
      </p>
    )
  }
  const { until } = stintOf(entry)
  const values = { name: entry.user.name, until: until ? formatMoment(until, now, viewer) : '' }
  return (
    <p className="px-4 md:px-6">
      {until && next && t('schedule:now.onThen', { ...values, next: next.name })}
      {until && !next && t('schedule:now.onUntil', values)}
      {!until && t('schedule:now.on', values)}
    </p>
  )
}
