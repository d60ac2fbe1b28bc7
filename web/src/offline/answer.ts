import { api, isUnreachable, randomKey } from '../api/client.ts'
import { serverNow } from '../api/server-clock.ts'
import type { Alert } from '../api/types.ts'
import { isAway } from '../app/away.ts'
import { loadOffline } from './load.ts'
import type { WaitingVerb } from './outcome.ts'

/** Where nobody has answered lately, an answer is soon kept rather than waited for; sent twice, it counts once. */
const shortMilliseconds = 4_000

type Answered = Pick<Alert, 'id' | 'number'>

/**
 * Sends an answer to an alert. When the server cannot be reached it is kept on this device and sent later, under the same
 * Idempotency-Key; then the promise gives `true`.
 */
export async function answerOrKeep(
  alert: Answered,
  verb: WaitingVerb,
  text?: string,
  keepalive = false,
): Promise<boolean> {
  const key = randomKey()
  const body = text === undefined ? {} : { text }
  try {
    await api.post(`/alerts/${encodeURIComponent(alert.id)}/${verb}`, body, {
      idempotencyKey: key,
      keepalive,
      ...(isAway() && { timeoutMilliseconds: shortMilliseconds }),
    })
    return false
  } catch (error) {
    if (!isUnreachable(error)) throw error
    const keep = await loadOffline().catch(() => undefined)
    const waiting = { key, alert: alert.id, number: alert.number, verb, at: serverNow() }
    if (!(await keep?.keepAnswers([{ ...waiting, ...(text !== undefined && { text }) }]))) throw error
    return true
  }
}

/**
 * Keeps the same answer to several alerts, each as one of its own. Gives a function that takes all of it back, or `undefined`
 * when this browser keeps nothing.
 */
export async function keepForAll(
  alerts: readonly Answered[],
  verb: Exclude<WaitingVerb, 'notes'>,
): Promise<(() => void) | undefined> {
  const at = serverNow()
  const all = alerts.map(({ id, number }) => ({ key: randomKey(), alert: id, number, verb, at }))
  const offline = await loadOffline().catch(() => undefined)
  if (!(await offline?.keepAnswers(all))) return undefined
  return () => void offline?.takeBack(all.map(({ key }) => key))
}
