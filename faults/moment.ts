import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../server/kernel/clock.ts'

/** Milliseconds since 1970 by the clock that Pikett uses too: what it writes down can be compared with what we see. */
export function nowMs(): number {
  return systemClock.now().epochMilliseconds
}

/** Asks every `everyMs` until the answer is yes; false when `withinMs` passed without one. */
export async function untilSo(
  isSo: () => boolean | Promise<boolean>,
  { withinMs, everyMs = 100 }: { withinMs: number; everyMs?: number },
): Promise<boolean> {
  const endMs = performance.now() + withinMs
  while (!(await isSo())) {
    if (performance.now() > endMs) return false
    await pause(everyMs)
  }
  return true
}
