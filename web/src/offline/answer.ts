import { api, ApiError, randomKey } from '../api/client.ts'
import { serverNow } from '../api/server-clock.ts'
import type { Alert } from '../api/types.ts'
import { loadOffline } from './load.ts'
import type { WaitingVerb } from './outcome.ts'

/**
 * Sends an answer to an alert. When the server cannot be reached it is kept on this device and sent later, under the same
 * Idempotency-Key; then the promise gives `true`.
 */
export async function answerOrKeep(
  alert: Pick<Alert, 'id' | 'number'>,
  verb: WaitingVerb,
  text?: string,
  keepalive = false,
): Promise<boolean> {
  const key = randomKey()
  const body = text === undefined ? {} : { text }
  try {
    await api.post(`/alerts/${encodeURIComponent(alert.id)}/${verb}`, body, { idempotencyKey: key, keepalive })
    return false
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 0) throw error
    const at = serverNow()
    const keep = await loadOffline().catch(() => undefined)
    const waiting = { key, alert: alert.id, number: alert.number, verb, at, ...(text !== undefined && { text }) }
    if (!(await keep?.keepAnswer(waiting))) throw error
    return true
  }
}
