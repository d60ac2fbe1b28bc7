import { Link } from '@tanstack/react-router'
import type { Heartbeat } from '../api/types.ts'
import { formatDurationExact, formatExact, formatLength } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'
import { Chip, type Tone } from '../ui/chip.tsx'
import { DoneIcon, FailedIcon, PausedIcon, WaitingIcon, WarningIcon, type Icon } from '../ui/icons.ts'
import { CountdownText } from '../ui/time.tsx'

const signByStatus: Record<Heartbeat['status'], { tone: Tone; icon: Icon }> = {
  new: { tone: 'quiet', icon: WaitingIcon },
  up: { tone: 'resolved', icon: DoneIcon },
  late: { tone: 'acknowledged', icon: WarningIcon },
  down: { tone: 'triggered', icon: FailedIcon },
  paused: { tone: 'quiet', icon: PausedIcon },
}

export function HeartbeatState({ status, bare = false }: { status: Heartbeat['status']; bare?: boolean }) {
  const { t } = useText()
  const { tone, icon } = signByStatus[status]
  return (
    <Chip tone={tone} icon={icon} bare={bare}>
      {t(`heartbeats:status.${status}`)}
    </Chip>
  )
}

export function Agreed({ heartbeat: { everySeconds, graceSeconds } }: { heartbeat: Heartbeat }) {
  const { t, language } = useText()
  const every = formatDurationExact(everySeconds, language)
  if (graceSeconds === 0) return t('heartbeats:every', { every })
  return t('heartbeats:everyGrace', { every, grace: formatDurationExact(graceSeconds, language) })
}

/** Late comes the alert, so that is what counts down; missed leads to the alert that it became. */
export function Expected({ heartbeat }: { heartbeat: Heartbeat }) {
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
    if (isSoon) return <CountdownText text="heartbeats:expectedIn" timeText="heartbeats:expectedAt" to={expectedAt} />
    return (
      <span title={formatExact(expectedAt, viewer)}>
        {t('common:time.in', { length: formatLength((due - now) / 1_000, language) })}
      </span>
    )
  }
  if (downAt && Date.parse(downAt) > now)
    return (
      <CountdownText
        text="heartbeats:alertIn"
        timeText="heartbeats:alertAt"
        to={downAt}
        className="font-medium text-ink"
      />
    )
  return t('heartbeats:overdue', { length: formatLength((now - due) / 1_000, language) })
}

const barWidth = 5

/** The last runs, oldest first: low and green went well, high and red failed, so that it can be read without colours. */
export function RunStrip({ runs }: { runs: Heartbeat['recent'] }) {
  const { t } = useText()
  const failed = runs.filter(({ kind }) => kind === 'fail').length
  const width = 20 * (barWidth + 2)
  return (
    <svg
      role="img"
      aria-label={t('heartbeats:strip', { count: runs.length, failed })}
      width={width}
      height={16}
      viewBox={`0 0 ${width} 16`}
      className="shrink-0"
    >
      {Array.from({ length: 20 }, (_, place) => {
        const run = runs[place - (20 - runs.length)]
        const height = run?.kind === 'fail' ? 16 : run ? 9 : 2
        return (
          <rect
            key={place}
            x={place * (barWidth + 2)}
            y={16 - height}
            width={barWidth}
            height={height}
            rx={1}
            className={run?.kind === 'fail' ? 'fill-triggered' : run ? 'fill-resolved' : 'fill-line'}
          />
        )
      })}
    </svg>
  )
}
