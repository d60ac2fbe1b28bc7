import type { Kernel } from '../kernel/kernel.ts'
import type { Outbound } from '../kernel/outbound/index.ts'
import type { OutwardState } from './types.ts'

/** The other side expects a call a minute; looks come every quarter of one. */
const everySeconds = 55
const timeoutMs = 10_000
const maxResponseBytes = 4_096

export const neverPinged: OutwardState = { pingedAt: null, failedAt: null, error: null }

/** Calls the outward heartbeat when a minute has gone by since it arrived. Silence is the alarm: nothing else is ever sent. */
export async function pingOutward(
  kernel: Kernel,
  outbound: Outbound,
  before: OutwardState,
  now: Temporal.Instant,
): Promise<OutwardState> {
  const { heartbeatUrl: url } = kernel.config
  if (url === undefined) return neverPinged
  const last = before.pingedAt === null ? undefined : Temporal.Instant.from(before.pingedAt)
  if (last && Temporal.Instant.compare(last.add({ seconds: everySeconds }), now) > 0) return before
  const headers = { 'user-agent': 'Pikett' }
  try {
    const answer = await outbound.request({ url, method: 'GET', headers, timeoutMs, maxResponseBytes })
    if (answer.status >= 200 && answer.status < 300) return { ...before, pingedAt: now.toString(), error: null }
    throw new Error(`the answer was ${answer.status}`)
  } catch (error) {
    // The address itself may be a secret: whoever knows it can pretend that all is well.
    kernel.log.warn({ error: (error as Error).message }, 'the outward heartbeat did not arrive and is tried again')
    return { ...before, failedAt: now.toString(), error: (error as Error).message }
  }
}
