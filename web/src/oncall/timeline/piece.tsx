import { useText } from '../../app/i18n.ts'
import { useViewer } from '../../app/session.ts'
import { cn } from '../../ui/class-names.ts'
import { tip } from '../../ui/tooltip.tsx'
import { initialsOf } from '../tones.ts'
import { spanInZones } from '../words.ts'
import { placeOf } from './axis.ts'
import { faded, placeStyle, toneStyle } from './piece-style.ts'
import type { Piece } from './plan.ts'
import { useScene } from './scene.ts'

interface PieceBarProps {
  piece: Piece
  covered?: boolean
  onPress?: (() => void) | undefined
}

/** Per cent of a row: 24 pixels, on the narrowest screen that shows rows. */
const narrowest = 4.5

/** A person's time in a row, or a gap: who, from, to on hover and focus; pressed where something can be done about it. */
export function PieceBar({ piece, covered = false, onPress }: PieceBarProps) {
  const { span, toneOf } = useScene()
  const title = usePieceTitle(piece, covered)
  const share = placeOf(piece, span).width
  const name = piece.user?.name ?? ''
  const className = cn(
    'absolute inset-y-0.5 flex items-center overflow-hidden rounded-sm px-1.5 text-small font-medium',
    !piece.user && 'gap-hatched text-triggered',
    covered && 'border border-dashed border-line-strong',
  )
  const style = { ...placeStyle(piece, span), ...(piece.user && (covered ? faded : toneStyle)(toneOf(piece.user.key))) }
  const text = (
    <span className="truncate" aria-hidden>
      {share > 7 ? name : share > 2 ? initialsOf(name) : ''}
    </span>
  )
  // Too narrow to be hit: it can still be dragged over, and the form does the same.
  if (!onPress || share < narrowest) {
    return (
      <span className={className} style={style} {...tip(title)} role="img" aria-label={title}>
        {text}
      </span>
    )
  }
  return (
    <button type="button" className={className} style={style} {...tip(title)} aria-label={title} onClick={onPress}>
      {text}
    </button>
  )
}

function usePieceTitle(piece: Piece, covered: boolean): string {
  const { t } = useText()
  const viewer = useViewer()
  const { zone } = useScene()
  const when = spanInZones(piece, viewer, zone)
  if (!piece.user) return t('schedule:piece.gap', { when })
  return t(covered ? 'schedule:piece.covered' : 'schedule:piece.shift', { name: piece.user.name, when })
}
