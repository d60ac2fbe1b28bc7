import { skewWarnMs } from './kernel/clock.ts'
import { clockSkewMs } from './kernel/http/health.ts'
import type { Kernel } from './kernel/kernel.ts'

const everyMs = 60_000

/** Compares the process clock with the database's at the start and every minute: deadlines are only as right as the clock. */
export function watchClock(kernel: Kernel): () => void {
  const gauge = kernel.metrics.gauge('pikett_clock_skew_seconds', 'Process clock minus database clock')
  const look = async () => {
    try {
      const skew = await clockSkewMs(kernel)
      gauge.set(skew / 1_000)
      if (Math.abs(skew) >= skewWarnMs) {
        kernel.log.warn(
          { skewMs: Math.round(skew) },
          'the clock of this machine differs from the database, synchronize both',
        )
      }
    } catch (error) {
      kernel.log.warn({ error: (error as Error).message }, 'the clocks could not be compared')
    }
  }
  void look()
  const timer = setInterval(() => void look(), everyMs)
  return () => clearInterval(timer)
}
