import type { EpochMs } from './zone.ts'

/** A half-open stretch of time. */
export interface Interval {
  readonly from: EpochMs
  readonly to: EpochMs
}

/**
 * `upper` laid over `lower`: where both hold time, `upper` has it. Both must be in order and free of overlap; so is the
 * result. Linear in both (field 3.1: a merge that was not once took more than 50 million steps for 16 events).
 */
export function laidOver<T extends Interval>(lower: readonly T[], upper: readonly T[]): T[] {
  const result: T[] = []
  let next = 0
  for (const piece of lower) {
    let from = piece.from
    for (let above = upper[next]; above && above.from < piece.to; above = upper[next]) {
      if (above.from > from) result.push({ ...piece, from, to: above.from })
      // One that reaches beyond this piece also lies over the next.
      if (above.to > piece.to) {
        from = piece.to
        break
      }
      result.push(above)
      from = Math.max(from, above.to)
      next += 1
    }
    if (from < piece.to) result.push({ ...piece, from })
  }
  return [...result, ...upper.slice(next)]
}

/** What lies within `frame`, cut to it; nothing empty. */
export function cutTo<T extends Interval>(pieces: readonly T[], frame: Interval): T[] {
  const result: T[] = []
  for (const piece of pieces) {
    const from = Math.max(piece.from, frame.from)
    const to = Math.min(piece.to, frame.to)
    if (from < to) result.push({ ...piece, from, to })
  }
  return result
}
