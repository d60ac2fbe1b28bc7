/** Rows fly past for so long after a jump; then they are drawn in full, although the list may still move. */
const calmMilliseconds = 120

/**
 * Tells whether a list is dragged faster than anybody reads: one jump of most of a screen after the other. A key that leads a
 * screen further, or to the end, is one jump. Told where the list stands and when, in pixels and milliseconds.
 */
export function createPace(screenPixels: () => number): (offset: number, now: number) => boolean {
  let before: number | undefined
  let jumpedAt = Number.NEGATIVE_INFINITY
  let passesUntil = Number.NEGATIVE_INFINITY
  return (offset, now) => {
    if (before !== undefined && Math.abs(offset - before) > screenPixels() * 0.8) {
      if (now - jumpedAt < calmMilliseconds) passesUntil = now + calmMilliseconds
      jumpedAt = now
    }
    before = offset
    return now < passesUntil
  }
}
