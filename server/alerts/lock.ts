import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import { lockAlert } from './store/alerts.ts'
import type { Alert } from './types.ts'

/** The alert, locked until the transaction ends: answers to one alert come one after the other. Throws not_found. */
export async function lockOrFail(work: Work, id: string): Promise<Alert> {
  const alert = await lockAlert(work.trx, id)
  if (!alert) throw new Fault('not_found', 'There is no such alert.')
  return alert
}

/** The same of an alert that is not over. Throws not_found and already_resolved. */
export async function lockOpenAlert(work: Work, id: string): Promise<Alert> {
  const alert = await lockOrFail(work, id)
  if (alert.status !== 'resolved') return alert
  throw new Fault('already_resolved', 'The alert is resolved; there is nothing left to do for anybody.')
}
