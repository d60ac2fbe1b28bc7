import type { KeyboardEvent, PointerEvent } from 'react'
import { formatCountdown, formatDurationExact } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { cn } from '../../ui/class-names.ts'
import { shownSeconds, stepSeconds, type Mark } from './lanes.ts'

interface LaneMarkProps {
  mark: Mark
  isUsable: boolean
  /** Of the lane, for screen readers. */
  name: string
  onMove: ((index: number, seconds: number) => void) | undefined
}

const keySteps: Record<string, number> = {
  ArrowLeft: -stepSeconds,
  ArrowDown: -stepSeconds,
  ArrowRight: stepSeconds,
  ArrowUp: stepSeconds,
  PageDown: -60,
  PageUp: 60,
}

/** One message; moved by hand along its lane or by the arrow keys. */
export function LaneMark({ mark, isUsable, name, onMove }: LaneMarkProps) {
  const { t, language } = useText()
  const { index, seconds, isBeyond } = mark
  const length =
    seconds === 0 ? t('me:rules.atOnce') : t('me:rules.after', { length: formatDurationExact(seconds, language) })
  const place = { left: `${(Math.min(seconds, shownSeconds) / shownSeconds) * 100}%` }
  const look = cn(
    'absolute top-1/2 flex h-6 min-w-11 -translate-x-1/2 -translate-y-1/2 items-center justify-center rounded-full border px-1.5 text-small font-medium tabular-nums',
    isUsable ? 'border-transparent bg-accent text-on-accent' : 'border-line-strong bg-surface text-ink-faint',
    index < 0 && 'border-accent bg-surface text-accent',
  )
  const text = `${formatCountdown(seconds)}${isBeyond ? ' ›' : ''}`
  if (!onMove) {
    return (
      <span className={look} style={place} title={length}>
        <span className="sr-only">{length}</span>
        <span aria-hidden>{text}</span>
      </span>
    )
  }
  const move = (next: number) => onMove(index, next)
  return (
    <span
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={shownSeconds}
      aria-valuenow={Math.min(seconds, shownSeconds)}
      aria-valuetext={length}
      className={cn(look, 'cursor-ew-resize touch-none select-none max-md:h-11')}
      style={place}
      title={length}
      onKeyDown={(event) => byKey(event, seconds, move)}
      onPointerDown={(event) => {
        if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => byPointer(event, move)}
    >
      {text}
    </span>
  )
}

function byKey(event: KeyboardEvent, seconds: number, move: (seconds: number) => void) {
  const next =
    event.key === 'Home' ? 0 : event.key === 'End' ? shownSeconds : seconds + (keySteps[event.key] ?? Number.NaN)
  if (Number.isNaN(next)) return
  event.preventDefault()
  move(next)
}

function byPointer(event: PointerEvent<HTMLElement>, move: (seconds: number) => void) {
  if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
  const track = event.currentTarget.closest('[data-track]')?.getBoundingClientRect()
  if (track) move(((event.clientX - track.left) / track.width) * shownSeconds)
}
