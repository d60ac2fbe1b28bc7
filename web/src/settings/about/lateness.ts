import type { HealthView } from '../../../../contract/watch.ts'

/** The task that is the latest, in seconds; below a second everything is on time. */
export function latenessOf(loops: HealthView['loops']): { seconds: number; name: string } {
  const latest = loops.reduce<HealthView['loops'][number] | undefined>(
    (worst, loop) => (worst && worst.latenessSeconds >= loop.latenessSeconds ? worst : loop),
    undefined,
  )
  const seconds = latest?.latenessSeconds ?? 0
  return seconds < 1 ? { seconds: 0, name: '' } : { seconds, name: latest?.name ?? '' }
}

/** A clock counts as apart from here on; the watch speaks of it from a second on. */
const noticeableMs = 250

export const isApart = (skewMs: number) => Math.abs(skewMs) >= noticeableMs
