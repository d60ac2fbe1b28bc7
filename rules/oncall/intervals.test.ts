import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutTo, laidOver } from './intervals.ts'

interface Piece {
  readonly from: number
  readonly to: number
  readonly name: string
}

/** Pieces in order and without overlap, some touching. */
function row(name: string): fc.Arbitrary<Piece[]> {
  return fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 16 }).map((bounds) => {
    const ordered = bounds.toSorted((a, b) => a - b)
    return ordered
      .slice(1)
      .flatMap((to, index) => (to % 3 === 0 ? [] : [{ from: ordered[index] ?? 0, to, name: `${name}${to}` }]))
  })
}

const nameAt = (pieces: readonly Piece[], at: number) => pieces.find(({ from, to }) => from <= at && at < to)?.name

describe('one row laid over another', () => {
  test('has the upper where it holds time and the lower elsewhere, in order and without overlap', () => {
    fc.assert(
      fc.property(row('lower'), row('upper'), (lower, upper) => {
        const result = laidOver(lower, upper)
        for (let at = 0; at <= 61; at += 1) expect(nameAt(result, at)).toBe(nameAt(upper, at) ?? nameAt(lower, at))
        for (const [index, piece] of result.entries()) {
          expect(piece.from).toBeLessThan(piece.to)
          expect(piece.from).toBeGreaterThanOrEqual(result[index - 1]?.to ?? 0)
        }
      }),
    )
  })

  test('cuts the lower in two where the upper lies within', () => {
    const [lower, upper] = [
      { from: 0, to: 9, name: 'lower' },
      { from: 3, to: 4, name: 'upper' },
    ]
    expect(laidOver([lower], [upper])).toEqual([{ ...lower, to: 3 }, upper, { ...lower, from: 4 }])
  })
})

describe('what is cut to a frame', () => {
  test('keeps what lies within and nothing empty', () => {
    const pieces = [
      { from: 0, to: 5 },
      { from: 5, to: 8 },
      { from: 8, to: 12 },
    ]
    expect(cutTo(pieces, { from: 5, to: 10 })).toEqual([
      { from: 5, to: 8 },
      { from: 8, to: 10 },
    ])
  })
})
