import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import type { Heartbeat, Page, Ping } from '../api/types.ts'
import { formatDurationExact, formatExact, formatLength } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { topicKey } from '../app/query.ts'
import { useViewer } from '../app/session.ts'
import { Chip, type Tone } from '../ui/chip.tsx'
import { CodeBlock } from '../ui/code-block.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import {
  ChevronDownIcon,
  DoneIcon,
  FailedIcon,
  HeartbeatsIcon,
  PausedIcon,
  WaitingIcon,
  WarningIcon,
  type Icon,
} from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { Slotted } from '../ui/slotted.tsx'
import { Countdown, Moment } from '../ui/time.tsx'

const heartbeatsQuery = queryOptions({
  queryKey: topicKey('heartbeats', 'list'),
  queryFn: () => api.get<Page<Heartbeat>>('/heartbeats'),
})

const pingsQuery = (key: string) =>
  queryOptions({
    queryKey: topicKey('heartbeats', 'pings', key),
    queryFn: () => api.get<Page<Ping>>(`/heartbeats/${encodeURIComponent(key)}/pings`),
  })

export function HeartbeatsPage() {
  const { t } = useText()
  const query = useQuery(heartbeatsQuery)
  return (
    <>
      <PageHeader title={t('heartbeats:title')} intro={t('heartbeats:intro')} />
      {query.isPending && <SkeletonRows />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && (
        <EmptyState icon={HeartbeatsIcon} title={t('heartbeats:empty.title')} text={t('heartbeats:empty.text')} />
      )}
      {query.data && query.data.items.length > 0 && <ColumnHead />}
      <ul className="border-t border-line">
        {query.data?.items.map((heartbeat) => (
          <HeartbeatRow key={heartbeat.key} heartbeat={heartbeat} />
        ))}
      </ul>
    </>
  )
}

const columns = 'md:grid-cols-[12.5rem_minmax(10rem,1fr)_minmax(9rem,1fr)_9rem_minmax(10rem,1fr)_1.25rem] md:px-6'

/** For the eye only; each row says by itself what it holds. */
function ColumnHead() {
  const { t } = useText()
  return (
    <div aria-hidden className={`hidden gap-x-4 py-1 text-small text-ink-faint md:grid ${columns}`}>
      {(['status', 'name', 'every', 'last', 'expected'] as const).map((name) => (
        <span key={name} className="truncate">
          {t(`heartbeats:column.${name}`)}
        </span>
      ))}
    </div>
  )
}

const signByStatus: Record<Heartbeat['status'], { tone: Tone; icon: Icon }> = {
  new: { tone: 'quiet', icon: WaitingIcon },
  up: { tone: 'resolved', icon: DoneIcon },
  late: { tone: 'acknowledged', icon: WarningIcon },
  down: { tone: 'triggered', icon: FailedIcon },
  paused: { tone: 'quiet', icon: PausedIcon },
}

function HeartbeatRow({ heartbeat }: { heartbeat: Heartbeat }) {
  const { t } = useText()
  const { open } = useSearch({ from: '/console/heartbeats' })
  const navigate = useNavigate()
  const isOpen = open === heartbeat.key
  const { tone, icon } = signByStatus[heartbeat.status]
  return (
    <li className="border-b border-line">
      <div
        className={`row-height relative grid grid-cols-[1fr_auto] items-center gap-x-4 px-4 py-1 hover:bg-hover max-md:py-2.5 ${columns}`}
      >
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={t('heartbeats:details', { name: heartbeat.name })}
          onClick={() =>
            void navigate({ to: '/heartbeats', search: isOpen ? {} : { open: heartbeat.key }, replace: true })
          }
          className="absolute inset-0 focus-visible:-outline-offset-2"
        />
        <Chip tone={tone} icon={icon} bare className="max-md:order-3">
          {t(`heartbeats:status.${heartbeat.status}`)}
        </Chip>
        <span className="min-w-0 truncate font-medium">{heartbeat.name}</span>
        <span className="truncate text-ink-soft max-md:hidden">
          <Agreed heartbeat={heartbeat} />
        </span>
        <span className="truncate text-ink-soft max-md:hidden">
          {heartbeat.lastPingAt ? <Moment at={heartbeat.lastPingAt} /> : t('common:time.never')}
        </span>
        <span className="relative truncate text-ink-soft max-md:order-4 max-md:justify-self-end">
          <Expected heartbeat={heartbeat} />
        </span>
        <ChevronDownIcon
          className={`size-4 justify-self-end text-ink-faint ${isOpen ? 'rotate-180' : ''}`}
          aria-hidden
        />
      </div>
      {isOpen && <Details heartbeat={heartbeat} />}
    </li>
  )
}

function Agreed({ heartbeat: { everySeconds, graceSeconds } }: { heartbeat: Heartbeat }) {
  const { t, language } = useText()
  const every = formatDurationExact(everySeconds, language)
  if (graceSeconds === 0) return t('heartbeats:every', { every })
  return t('heartbeats:everyGrace', { every, grace: formatDurationExact(graceSeconds, language) })
}

/** Late comes the alert, so that is what counts down; missed leads to the alert that it became. */
function Expected({ heartbeat }: { heartbeat: Heartbeat }) {
  const { t, language } = useText()
  const viewer = useViewer()
  const now = useNow()
  const { status, expectedAt, downAt, alertNumber } = heartbeat
  if (alertNumber !== null) {
    return (
      <Link
        to="/alerts/$id"
        params={{ id: `${alertNumber}` }}
        className="inline-flex min-h-6 items-center text-accent underline max-md:min-h-11"
      >
        {t('heartbeats:alert')}
      </Link>
    )
  }
  if (!expectedAt || status === 'paused' || status === 'new') return null
  const due = Date.parse(expectedAt)
  if (due > now) {
    const isSoon = due - now < 3_600_000
    if (isSoon) return <Slotted text="heartbeats:expectedIn" slots={{ countdown: <Countdown to={expectedAt} /> }} />
    return (
      <span title={formatExact(expectedAt, viewer)}>
        {t('common:time.in', { length: formatLength((due - now) / 1_000, language) })}
      </span>
    )
  }
  if (downAt && Date.parse(downAt) > now)
    return (
      <Slotted
        text="heartbeats:alertIn"
        slots={{ countdown: <Countdown to={downAt} className="font-medium text-ink" /> }}
      />
    )
  return t('heartbeats:overdue', { length: formatLength((now - due) / 1_000, language) })
}

function Details({ heartbeat }: { heartbeat: Heartbeat }) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(pingsQuery(heartbeat.key))
  return (
    <div className="grid gap-5 border-t border-line bg-sunken px-4 py-4 md:grid-cols-2 md:px-6">
      <div className="min-w-0">
        <p className="text-ink-soft md:hidden">
          <Agreed heartbeat={heartbeat} />
        </p>
        {heartbeat.pingUrl && (
          <>
            <p className="mb-1.5 text-ink-soft">{t('heartbeats:pingHint')}</p>
            <CodeBlock
              code={`curl -fsS -m 10 --retry 5 ${heartbeat.pingUrl}`}
              what={t('heartbeats:pingUrl')}
              className="bg-surface"
            />
          </>
        )}
      </div>
      <div className="min-w-0">
        <h2 className="mb-1 font-semibold">{t('heartbeats:pings')}</h2>
        {error && <LoadFailed error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <p className="text-ink-soft">{t('heartbeats:noPings')}</p>}
        <ul>
          {data?.items.slice(0, 10).map((ping) => (
            <li key={ping.id} className="flex min-h-7 items-center gap-3 text-ink-soft">
              <Moment at={ping.at} className="w-28 shrink-0 text-ink" />
              <PingWords ping={ping} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function PingWords({ ping }: { ping: Ping }) {
  const { t, language } = useText()
  const { kind, exitStatus, durationMs, userAgent } = ping
  const facts = [
    exitStatus === null ? null : t('heartbeats:exitStatus', { status: exitStatus }),
    durationMs === null ? null : formatDurationExact(durationMs / 1_000, language),
    userAgent,
  ]
  return (
    <span className="min-w-0 truncate" title={ping.body ?? undefined}>
      <span className={kind === 'fail' ? 'font-medium text-triggered' : 'text-ink'}>
        {t(`heartbeats:ping.${kind}`)}
      </span>
      {facts.filter(Boolean).map((fact) => ` · ${fact}`)}
    </span>
  )
}
