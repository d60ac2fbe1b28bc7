import { useRef, useState, type PointerEvent, type ReactNode } from 'react'
import { useText } from '../../app/i18n.ts'
import { useViewer } from '../../app/session.ts'
import { spanInZones } from '../words.ts'
import { instantAt } from './axis.ts'
import { placeStyle } from './piece-style.ts'
import { useScene } from './scene.ts'
import type { Span } from './span.ts'
import type { View } from './views.ts'

/** As fine as a hand can be: minutes of one step. */
const stepByView: Record<View, number> = { day: 15, week: 60, fortnight: 60, month: 1_440 }
const slackPixels = 5

interface Grip {
  x: number
  share: number
}

/** The row of the result: a time dragged out of it becomes an override. Works with mouse and finger; keys use the form. */
export function DragRow({ children }: { children: ReactNode }) {
  const { t } = useText()
  const viewer = useViewer()
  const { span, zone, view, onChoose } = useScene()
  const grip = useRef<Grip>(undefined)
  const [drawn, setDrawn] = useState<Span>()
  const wasDragged = useRef(false)

  const shareOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return (event.clientX - box.left) / box.width
  }
  function move(event: PointerEvent<HTMLElement>) {
    const start = grip.current
    if (!start || (!drawn && Math.abs(event.clientX - start.x) < slackPixels)) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const ends = [start.share, shareOf(event)].map((share) => instantAt(share, span, zone, stepByView[view]))
    setDrawn({ from: Math.min(...ends), to: Math.max(...ends) })
    wasDragged.current = true
  }
  function end() {
    if (drawn && drawn.from < drawn.to) onChoose?.(drawn, null)
    grip.current = undefined
    setDrawn(undefined)
  }
  return (
    <div
      className="relative h-9 touch-pan-y rounded bg-sunken select-none"
      data-result-row
      onPointerDown={(event) => {
        wasDragged.current = false
        if (onChoose && event.button === 0) grip.current = { x: event.clientX, share: shareOf(event) }
      }}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => {
        grip.current = undefined
        setDrawn(undefined)
      }}
      onClickCapture={(event) => {
        // The press that ends a drag is not meant for the piece below it.
        if (wasDragged.current) event.stopPropagation()
      }}
    >
      {children}
      {drawn && (
        <span
          className="pointer-events-none absolute -inset-y-1 z-10 flex items-center justify-center rounded border-2 border-accent bg-accent-soft/80 text-small font-semibold whitespace-nowrap text-ink"
          style={placeStyle(drawn, span)}
          aria-label={t('schedule:drag')}
        >
          <span className="rounded bg-surface px-1">{spanInZones(drawn, viewer, zone)}</span>
        </span>
      )}
    </div>
  )
}
