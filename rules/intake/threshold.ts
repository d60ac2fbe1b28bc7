/** What a threshold counts: this many triggers within this time. */
export interface Threshold {
  count: number
  withinSeconds: number
}

/**
 * Counts a trigger. `before` are the triggers that were kept, in milliseconds since the epoch. Reached is the threshold when the
 * last `count` of them, this one included, lie within the time: a window that slides, so that no border can split a burst.
 * What is kept is no more than what later triggers need.
 */
export function countTrigger(
  before: readonly number[],
  atMs: number,
  { count, withinSeconds }: Threshold,
): { kept: number[]; reached: boolean } {
  const since = atMs - withinSeconds * 1_000
  // Two nodes may tell slightly different times: what came a moment later is still of this burst.
  const hits = [...before.filter((hit) => hit > since), atMs].toSorted((a, b) => a - b)
  return { kept: hits.slice(-count), reached: hits.length >= count }
}
