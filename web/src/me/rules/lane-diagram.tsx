import { named } from '../../alerts/timeline/sentence.ts'
import { formatDurationExact } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { cn } from '../../ui/class-names.ts'
import { WarningIcon } from '../../ui/icons.ts'
import { ChannelSign } from '../channel-sign.tsx'
import { LaneMark } from './lane-mark.tsx'
import { lanesOf, shownSeconds, type Lane, type Reachable, type Rule } from './lanes.ts'

interface LaneDiagramProps {
  label: string
  rules: readonly Rule[]
  contacts: readonly Reachable[]
  /** With it, the marks can be moved. */
  onMove?: (index: number, seconds: number) => void
}

const ticks = [0, 2, 4, 6, 8, 10]
const placeOf = (seconds: number) => `${(Math.min(seconds, shownSeconds) / shownSeconds) * 100}%`

/** Who is messaged where in the first ten minutes of an alert: one lane per contact, time from left to right. */
export function LaneDiagram({ label, rules, contacts, onMove }: LaneDiagramProps) {
  const { t, language } = useText()
  const lanes = lanesOf(rules, contacts)
  return (
    <figure aria-label={label} className="grid grid-cols-[6.75rem_1fr] gap-x-7 pr-5 md:grid-cols-[13rem_1fr] md:pr-8">
      <span />
      <div aria-hidden className="relative h-6 text-small text-ink-faint tabular-nums">
        {ticks.map((minutes) => (
          <span
            key={minutes}
            className="absolute -translate-x-1/2 whitespace-nowrap"
            style={{ left: placeOf(minutes * 60) }}
          >
            {minutes === 0 ? '0' : minutes === 10 ? formatDurationExact(600, language) : minutes}
          </span>
        ))}
      </div>
      {lanes.map((lane) => (
        <LaneRow key={lane.key} lane={lane} onMove={onMove} />
      ))}
      {lanes.length === 0 && <p className="col-span-2 py-3 text-ink-faint">{t('me:rules.nothing')}</p>}
    </figure>
  )
}

function LaneRow({ lane, onMove }: { lane: Lane; onMove: LaneDiagramProps['onMove'] }) {
  const { t, has } = useText()
  const channel = named('common:channel', lane.channel || 'gone', has, t)
  const name = lane.channel === '' ? lane.label : lane.label === '' ? t('me:rules.allDevices') : lane.label
  return (
    <>
      <span
        className={cn('flex min-w-0 items-center gap-2 py-1.5', !lane.isUsable && 'text-ink-faint line-through')}
        title={name}
      >
        {lane.isUsable ? (
          <ChannelSign
            channel={lane.channel}
            className="size-4 shrink-0 text-ink-soft"
            {...(lane.channel && { label: channel })}
          />
        ) : (
          <WarningIcon className="size-4 shrink-0 text-acknowledged" aria-label={t('me:rules.unusable')} />
        )}
        <span className="truncate">{name}</span>
      </span>
      <div className="relative min-h-9 border-l border-line-strong max-md:min-h-11" data-track>
        <span aria-hidden className="absolute inset-x-0 top-1/2 h-px bg-line" />
        {ticks.slice(1).map((minutes) => (
          <span
            key={minutes}
            aria-hidden
            className="absolute inset-y-0 w-px bg-line"
            style={{ left: placeOf(minutes * 60) }}
          />
        ))}
        {lane.marks.map((mark) => (
          <LaneMark
            key={mark.index}
            mark={mark}
            isUsable={lane.isUsable}
            name={`${channel} ${name}`}
            onMove={mark.index < 0 ? undefined : onMove}
          />
        ))}
      </div>
    </>
  )
}
