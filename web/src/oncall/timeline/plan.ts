import type { ShiftsView } from '../../../../contract/oncall.ts'
import { gaps, layerShifts, overrideShifts, shifts } from '../../../../rules/oncall/index.ts'
import type { Schedule, Shift } from '../../../../rules/oncall/index.ts'
import type { Named } from '../../api/types.ts'
import type { Span } from './span.ts'

/** A person, or nobody, for a time. */
export interface Piece extends Span {
  user: Named | null
}

/** What is drawn of a schedule: each layer by itself, who stands in, and what it comes to, with its gaps. */
export interface Plan {
  layers: { name: string; pieces: Piece[] }[]
  overrides: Piece[]
  result: Piece[]
}

/** As the server answers. */
export function planOfAnswer({ layers, items, gaps: holes }: ShiftsView): Plan {
  const pieceOf = ({ user, from, to }: { user: Named | null; from: string; to: string }): Piece => ({
    user,
    from: Date.parse(from),
    to: Date.parse(to),
  })
  return {
    layers: layers.map((layer) => ({ name: layer.name, pieces: layer.shifts.map(pieceOf) })),
    overrides: joined(items.filter((item) => item.origin === 'override').map(pieceOf)),
    result: inOrder([...items.map(pieceOf), ...holes.map((hole) => pieceOf({ user: null, ...hole }))]),
  }
}

/** By the rules that page, for a schedule that is being written. People are known by their keys. */
export function planOfSchedule(schedule: Schedule, span: Span, nameOf: (key: string) => string): Plan {
  const [from, to] = [instant(span.from), instant(span.to)]
  const pieceOf = (shift: Pick<Shift, 'userId' | 'from' | 'to'>): Piece => ({
    user: { key: shift.userId, name: nameOf(shift.userId) },
    ...bounds(shift),
  })
  const rows = layerShifts(schedule, from, to)
  return {
    layers: schedule.layers.map(({ name }, index) => ({ name, pieces: (rows[index] ?? []).map(pieceOf) })),
    overrides: overrideShifts(schedule, from, to).map(pieceOf),
    result: inOrder([
      ...shifts(schedule, from, to).map(pieceOf),
      ...gaps(schedule, from, to).map((hole) => ({ user: null, ...bounds(hole) })),
    ]),
  }
}

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)
const bounds = ({ from, to }: { from: Temporal.Instant; to: Temporal.Instant }): Span => ({
  from: from.epochMilliseconds,
  to: to.epochMilliseconds,
})

/** In the order of time; what touches and belongs to the same person is one piece, whatever layer it comes from. */
function inOrder(pieces: Piece[]): Piece[] {
  return joined(pieces.toSorted((a, b) => a.from - b.from))
}

function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  for (const piece of pieces) {
    const last = found.at(-1)
    if (last && last.to === piece.from && last.user?.key === piece.user?.key)
      found[found.length - 1] = { ...last, to: piece.to }
    else found.push(piece)
  }
  return found
}

/** A part of a layer's shift. `covered`: another layer or an override lies over it, so the person is not on call by it. */
export interface LayerPiece extends Piece {
  covered: boolean
}

/** The pieces of one layer, cut where something higher begins or ends to lie over them. */
export function layerPieces({ layers, overrides }: Plan, index: number): LayerPiece[] {
  const above = [...layers.slice(index + 1).flatMap((layer) => layer.pieces), ...overrides]
  return (layers[index]?.pieces ?? []).flatMap((piece) => cut(piece, above))
}

function cut(piece: Piece, above: readonly Span[]): LayerPiece[] {
  const over = above.filter((one) => one.from < piece.to && one.to > piece.from)
  const within = (at: number) => at > piece.from && at < piece.to
  const bounds = [...new Set([piece.from, ...over.flatMap((one) => [one.from, one.to]).filter(within), piece.to])]
  const ordered = bounds.toSorted((a, b) => a - b)
  const found: LayerPiece[] = []
  for (const [index, from] of ordered.slice(0, -1).entries()) {
    const to = ordered[index + 1]!
    const covered = over.some((one) => one.from <= from && one.to >= to)
    const last = found.at(-1)
    if (last?.covered === covered) last.to = to
    else found.push({ ...piece, from, to, covered })
  }
  return found
}

/** A row of days for a phone: what of each day belongs to whom. */
export function piecesOfDay(pieces: readonly Piece[], day: Span): Piece[] {
  return pieces
    .filter((piece) => piece.from < day.to && piece.to > day.from)
    .map((piece) => ({ ...piece, from: Math.max(piece.from, day.from), to: Math.min(piece.to, day.to) }))
}
