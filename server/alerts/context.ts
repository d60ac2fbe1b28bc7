import type { AlertContext } from '../../contract/alert-context.ts'
import { hoursTurnAfter, isWithinHours } from '../../rules/customers/support-hours.ts'
import { customersById, supportHoursOf } from '../customers/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { matching } from './filter.ts'
import type { AlertRow } from './list.ts'
import type { AlertPorts } from './ports.ts'

/** Of the other alerts of a customer so many are named; the number says how many there are. */
const namedMost = 3
const countedTo = 100

/** What is known of the place of an alert: its customer, what its service stands on, the maintenance in force. */
export async function showContext(work: Work, ports: AlertPorts, alert: AlertRow): Promise<AlertContext> {
  const { customerId } = alert
  const customer = customerId === null ? undefined : (await customersById(work.trx, [customerId])).get(customerId)
  return {
    tier: customer?.tier ?? null,
    supportHours: customerId === null ? null : await hoursNow(work, customerId),
    customerOpen: customerId === null ? nothingOpen : await openOf(work.trx, customerId, alert.id),
    dependenciesDown: alert.serviceId === null ? [] : await ports.dependenciesDown(work, alert.serviceId),
    maintenance: await ports.maintenance(work, alert),
  }
}

const nothingOpen = { count: 0, more: false, items: [] }

async function hoursNow(work: Work, customerId: string): Promise<AlertContext['supportHours']> {
  const hours = (await supportHoursOf(work.trx, [customerId])).get(customerId)
  if (!hours) return null
  const isOpen = isWithinHours(hours, work.now)
  const turnsAt = hoursTurnAfter(hours, isOpen ? 'hours_end' : 'hours_begin', work.now)
  return { isOpen, turnsAt: turnsAt?.toString() ?? null, timezone: hours.timeZone }
}

async function openOf(trx: Trx, customerId: string, exceptId: string): Promise<AlertContext['customerOpen']> {
  const rows = await matching(trx, { status: 'open', customer: customerId }, undefined)
    .select(['alerts.id', 'alerts.number', 'alerts.summary'])
    .where('alerts.id', '<>', exceptId)
    .orderBy('alerts.number', 'desc')
    .limit(countedTo + 1)
    .execute()
  return { count: Math.min(rows.length, countedTo), more: rows.length > countedTo, items: rows.slice(0, namedMost) }
}
