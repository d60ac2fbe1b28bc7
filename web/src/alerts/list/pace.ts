/** Rows fly past for so long after a jump; then they are drawn in full, although the list may still move. */
const calmMilliseconds = 120

/**
 * Tells whether a list is dragged faster than anybody reads: jumps of most of a screen between two drawings. Told where it
 * stands and when, in pixels and milliseconds.
 */
export function createPace(screenPixels: () => number): (offset: number, now: number) => boolean {
  let before: number | undefined
  let jumpedAt = Number.NEGATIVE_INFINITY
  return (offset, now) => {
    if (before !== undefined && Math.abs(offset - before) > screenPixels() * 0.8) jumpedAt = now
    before = offset
    return now - jumpedAt < calmMilliseconds
  }
}
