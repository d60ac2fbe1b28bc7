import { formatDay, localeOf } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useViewer } from '../../app/session.ts'
import { cn } from '../../ui/class-names.ts'
import { WarningIcon } from '../../ui/icons.ts'
import { initialsOf } from '../tones.ts'
import { spanInZones } from '../words.ts'
import { daysIn } from './axis.ts'
import type { Day } from './axis.ts'
import { toneStyle } from './piece-style.ts'
import { piecesOfDay, type Piece, type Plan } from './plan.ts'
import { useScene } from './scene.ts'

/** The result day by day, for narrow screens. */
export function DayList({ plan, className }: { plan: Plan; className?: string }) {
  const viewer = useViewer()
  const { span } = useScene()
  return (
    <ol className={cn('flex flex-col', className)}>
      {daysIn(span, viewer.timezone).map((day) => (
        <DayOfList key={day.date} day={day} pieces={piecesOfDay(plan.result, day)} />
      ))}
    </ol>
  )
}

function DayOfList({ day, pieces }: { day: Day; pieces: Piece[] }) {
  const { t, language } = useText()
  const viewer = useViewer()
  const { now } = useScene()
  const isToday = now >= day.from && now < day.to
  return (
    <li className={cn('border-t border-line py-2', isToday && 'border-t-2 border-t-accent')}>
      <h3 className={cn('text-small', isToday ? 'font-semibold text-ink' : 'text-ink-soft')}>
        {formatDay(new Date(day.from).toISOString(), viewer)}
        {day.hours !== 24 && (
          <strong className="ml-2 text-acknowledged">
            {t('schedule:axis.changed', { hours: day.hours.toLocaleString(localeOf(language)) })}
          </strong>
        )}
      </h3>
      <ul>
        {pieces.map((piece) => (
          <DayPiece key={piece.from} piece={piece} />
        ))}
      </ul>
    </li>
  )
}

function DayPiece({ piece }: { piece: Piece }) {
  const { t } = useText()
  const viewer = useViewer()
  const { zone, toneOf, onChoose } = useScene()
  const content = (
    <>
      {piece.user ? (
        <span
          aria-hidden
          className="flex size-7 shrink-0 items-center justify-center rounded-full text-small font-semibold"
          style={toneStyle(toneOf(piece.user.key))}
        >
          {initialsOf(piece.user.name)}
        </span>
      ) : (
        <span aria-hidden className="gap-hatched flex size-7 shrink-0 items-center justify-center rounded-full">
          <WarningIcon className="size-4 text-triggered" />
        </span>
      )}
      <span className="min-w-0 flex-1 text-left">
        <span className={cn('block font-medium', !piece.user && 'text-triggered')}>
          {piece.user?.name ?? t('schedule:piece.nobody')}
        </span>
        <span className="block text-small text-ink-soft">{spanInZones(piece, viewer, zone)}</span>
      </span>
    </>
  )
  return (
    <li>
      {onChoose ? (
        <button
          type="button"
          className="flex min-h-12 w-full items-center gap-3 rounded"
          onClick={() => onChoose(piece, piece.user)}
        >
          {content}
        </button>
      ) : (
        <div className="flex min-h-12 items-center gap-3">{content}</div>
      )}
    </li>
  )
}
