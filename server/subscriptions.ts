import { alertEscalationRequested, alertsAnswered, alertsOpened, alertsRaised } from './alerts/index.ts'
import { hasten, request, restart, start, stop } from './escalation/index.ts'
import type { Kernel } from './kernel/kernel.ts'
import { pageFailed } from './notifications/index.ts'

/** Every subscription of the product, in one list. They run inside the transaction of whoever raised the event. */
export function subscribe({ events }: Kernel): void {
  events.on(alertsOpened, start)
  events.on(alertsRaised, restart)
  events.on(alertsAnswered, stop)
  events.on(alertEscalationRequested, request)
  events.on(pageFailed, hasten)
}
