import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Heartbeat } from '../api/types.ts'
import { useCustomerScope } from '../app/customer-scope.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { useSourcesOf } from '../heartbeats/use-sources-of.ts'
import { Chip } from '../ui/chip.tsx'
import { FailedIcon, WaitingIcon } from '../ui/icons.ts'
import { Section } from '../ui/section.tsx'
import { CountdownText, Moment } from '../ui/time.tsx'
import { allHeartbeatsQuery } from './queries.ts'

/** What should have reported and did not; nothing where all do. */
export function Heartbeats() {
  const { t } = useText()
  const { data } = useQuery({ ...allHeartbeatsQuery, enabled: useMay('heartbeats.read') })
  const sources = useSourcesOf(useCustomerScope().customer)
  const concerned = data?.items.filter(({ source }) => !sources || sources.has(source.key)) ?? []
  const silent = concerned.filter(({ status }) => status === 'late' || status === 'down')
  if (silent.length === 0) return null
  return (
    <Section title={t('now:heartbeats.title')}>
      <ul className="flex flex-col gap-2">
        {silent.map((heartbeat) => (
          <li key={heartbeat.id} className="flex items-baseline justify-between gap-3">
            <Link
              to="/heartbeats/$key"
              params={{ key: heartbeat.key }}
              className="min-w-0 truncate underline hover:text-accent"
            >
              {heartbeat.name}
            </Link>
            <State heartbeat={heartbeat} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function State({ heartbeat: { status, downAt, lastPingAt } }: { heartbeat: Heartbeat }) {
  const { t } = useText()
  if (status === 'down') {
    return (
      <Chip tone="triggered" icon={FailedIcon} bare>
        {t('now:heartbeats.down')} {lastPingAt && <Moment at={lastPingAt} className="text-ink-faint" />}
      </Chip>
    )
  }
  return (
    <Chip tone="acknowledged" icon={WaitingIcon} bare>
      {downAt ? (
        <CountdownText text="now:heartbeats.late" timeText="now:heartbeats.lateSince" to={downAt} />
      ) : (
        t('now:heartbeats.lateOnly')
      )}
    </Chip>
  )
}
