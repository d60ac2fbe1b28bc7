import type { CharacterSet } from './node.ts'

const digits = [[48, 57]] as const
const words = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
] as const
const spaces = [
  [9, 13],
  [32, 32],
  [160, 160],
  [0x2028, 0x2029],
] as const
/** What "." does not stand for. */
export const lineEnds = [
  [10, 10],
  [13, 13],
] as const

/** What stands behind a backslash. */
export const namedSets: Readonly<Record<string, CharacterSet>> = {
  d: { ranges: digits, not: false },
  D: { ranges: digits, not: true },
  w: { ranges: words, not: false },
  W: { ranges: words, not: true },
  s: { ranges: spaces, not: false },
  S: { ranges: spaces, not: true },
}

/** Everything that stands between sorted ranges. */
export function inverted(ranges: CharacterSet['ranges']): (readonly [number, number])[] {
  const result: (readonly [number, number])[] = []
  let from = 0
  for (const [low, high] of ranges) {
    if (low > from) result.push([from, low - 1])
    from = high + 1
  }
  result.push([from, 0x10ffff])
  return result
}
