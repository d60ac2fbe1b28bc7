import { skewWarnMs } from '../kernel/clock.ts'
import type { SteadyClock } from '../kernel/clock.ts'
import { clockSkewMs } from '../kernel/http/health.ts'
import type { Kernel } from '../kernel/kernel.ts'

const everyMs = 60_000

/**
 * Compares the clock of this machine with the database's at the start, every minute and after a jump: all nodes of a
 * database live in its time when they disagree. Resolves after the first comparison; returns how to end it.
 */
export async function watchClock(kernel: Kernel, clock: SteadyClock): Promise<() => void> {
  const gauge = kernel.metrics.gauge('pikett_clock_skew_seconds', 'Clock of this machine minus clock of the database')
  const jumps = kernel.metrics.counter('pikett_clock_jumps_total', 'Jumps of the clock of this machine')
  const look = async () => {
    try {
      const skew = await clockSkewMs(kernel)
      clock.compared(skew)
      gauge.set(skew / 1_000)
      if (Math.abs(skew) < skewWarnMs) return
      kernel.log.warn(
        { skewMs: Math.round(skew) },
        'the clock of this machine differs from the database, whose time is followed: synchronize both',
      )
    } catch (error) {
      kernel.log.warn({ error: (error as Error).message }, 'the clocks could not be compared')
    }
  }
  clock.onJump(() => {
    jumps.inc()
    void look()
  })
  await look()
  const timer = setInterval(() => void look(), everyMs)
  return () => clearInterval(timer)
}
