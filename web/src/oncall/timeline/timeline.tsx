import type { ReactNode } from 'react'
import { useText } from '../../app/i18n.ts'
import { useMayEnter } from '../override/may-enter.ts'
import { Axis, Grid } from './axis-rows.tsx'
import { placeOf } from './axis.ts'
import { DayList } from './day-list.tsx'
import { DragRow } from './drag-row.tsx'
import { PieceBar } from './piece.tsx'
import { layerPieces, type Plan } from './plan.ts'
import { SceneContext, useScene, type Scene } from './scene.ts'

/**
 * A schedule over time: one row for each layer, one for the overrides, one for what it comes to. On a phone the result day
 * by day.
 */
export function Timeline({ plan, scene, label }: { plan: Plan; scene: Scene; label: string }) {
  return (
    <SceneContext value={scene}>
      <figure aria-label={label} className="min-w-0">
        <div className="relative hidden grid-cols-[6rem_minmax(0,1fr)] lg:grid-cols-[9rem_minmax(0,1fr)] gap-y-1 md:grid">
          <Axis />
          <Layers plan={plan} />
          <Overrides plan={plan} />
          <Result plan={plan} />
          <NowLine />
        </div>
        <DayList plan={plan} className="md:hidden" />
      </figure>
    </SceneContext>
  )
}

function Row({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-subgrid items-center md:col-span-2">
      <span className="truncate pr-3 text-ink-soft">{name}</span>
      {children}
    </div>
  )
}

function Track({ children }: { children: ReactNode }) {
  return (
    <div className="relative h-7 overflow-hidden rounded">
      <Grid />
      {children}
    </div>
  )
}

/** In their order: what lies further down wins over what stands above it, as the result does below them all. */
function Layers({ plan }: { plan: Plan }) {
  return plan.layers.map((layer, index) => (
    <Row key={index} name={layer.name}>
      <Track>
        {layerPieces(plan, index).map((piece) => (
          <PieceBar key={piece.from} piece={piece} covered={piece.covered} />
        ))}
      </Track>
    </Row>
  ))
}

function Overrides({ plan }: { plan: Plan }) {
  const { t } = useText()
  const { onOverride } = useScene()
  const mayEnter = useMayEnter()
  return (
    <Row name={t('schedule:row.overrides')}>
      <Track>
        {plan.overrides.map((piece) => (
          <PieceBar
            key={piece.from}
            piece={piece}
            onPress={onOverride && mayEnter(piece.user?.key ?? '') ? () => onOverride(piece.from) : undefined}
          />
        ))}
      </Track>
    </Row>
  )
}

function Result({ plan }: { plan: Plan }) {
  const { t } = useText()
  const { onChoose } = useScene()
  return (
    <Row name={<strong className="font-semibold text-ink">{t('schedule:row.result')}</strong>}>
      <DragRow>
        {plan.result.map((piece) => (
          <PieceBar key={piece.from} piece={piece} onPress={onChoose ? () => onChoose(piece, piece.user) : undefined} />
        ))}
      </DragRow>
    </Row>
  )
}

function NowLine() {
  const { span, now } = useScene()
  if (now < span.from || now >= span.to) return null
  return (
    <div aria-hidden className="pointer-events-none absolute inset-y-0 right-0 left-24 lg:left-36">
      <span
        className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent"
        style={{ left: `${placeOf({ from: now, to: now }, span).left}%` }}
      />
    </div>
  )
}
