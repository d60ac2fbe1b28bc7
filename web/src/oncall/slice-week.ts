import type { Named, Shift } from '../api/types.ts'

/** A piece of the bar; without a user nobody is on call. Milliseconds since the epoch, end excluded. */
export interface Slice {
  from: number
  to: number
  user: Named | null
}

/** Shifts and gaps in one row, cut to [start, end); neighbouring pieces of one person become one. */
export function sliceWeek(shifts: Shift[], gaps: { from: string; to: string }[], start: number, end: number): Slice[] {
  const pieces: Slice[] = [
    ...shifts.map(({ user, from, to }) => ({ user, from: Date.parse(from), to: Date.parse(to) })),
    ...gaps.map(({ from, to }) => ({ user: null, from: Date.parse(from), to: Date.parse(to) })),
  ]
  const cut = pieces
    .map((piece) => ({ ...piece, from: Math.max(piece.from, start), to: Math.min(piece.to, end) }))
    .filter((piece) => piece.from < piece.to)
    .sort((one, other) => one.from - other.from)
  const merged: Slice[] = []
  for (const piece of cut) {
    const last = merged.at(-1)
    if (last && last.user?.key === piece.user?.key && last.to >= piece.from) last.to = Math.max(last.to, piece.to)
    else merged.push(piece)
  }
  return merged
}
