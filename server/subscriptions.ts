import {
  alertAcknowledgedAgain,
  alertEscalationRequested,
  alertsAnswered,
  alertsOpened,
  alertsRaised,
  alertsReopened,
  reconsiderHours,
} from './alerts/index.ts'
import { supportHoursChanged } from './customers/index.ts'
import { settle } from './dependencies/index.ts'
import {
  beginAnew,
  hasten,
  inheritAcknowledgement,
  join,
  renew,
  request,
  restart,
  start,
  stop,
} from './escalation/index.ts'
import { alertsHeld, alertsReleased, dropAnswered, endForEscalation } from './holds/index.ts'
import {
  followAnswer,
  followHold,
  followRaise,
  followReopening,
  leadsInherited,
  leaveForEscalation,
} from './groups/index.ts'
import type { Kernel } from './kernel/kernel.ts'
import { pageFailed, selfTestPaged } from './notifications/index.ts'
import { noteArrival } from './watch/index.ts'

/** Every subscription of the product, in one list. They run inside the transaction of whoever raised the event. */
export function subscribe({ events }: Kernel): void {
  events.on(alertsOpened, start)
  events.on(alertsRaised, restart)
  events.on(alertsRaised, followRaise)
  // A snoozed lead that becomes urgent wakes: what was acknowledged with it follows.
  events.on(alertsRaised, followReopening)
  events.on(supportHoursChanged, reconsiderHours)
  events.on(alertsReopened, beginAnew)
  events.on(alertsReopened, (work, { alerts }) => followReopening(work, alerts))
  // The hold goes first: whoever releases it at this moment has begun an escalation that `stop` then sees.
  events.on(alertsAnswered, dropAnswered)
  events.on(alertsAnswered, stop)
  events.on(alertsAnswered, settle)
  events.on(alertsAnswered, followAnswer)
  events.on(leadsInherited, inheritAcknowledgement)
  events.on(alertAcknowledgedAgain, renew)
  events.on(alertAcknowledgedAgain, join)
  events.on(alertEscalationRequested, leaveForEscalation)
  events.on(alertEscalationRequested, endForEscalation)
  events.on(alertEscalationRequested, request)
  events.on(alertEscalationRequested, (work, alert) => followReopening(work, [alert]))
  events.on(alertsHeld, (work, { ids }) => stop(work, { ids, reason: 'held' }))
  events.on(alertsHeld, followHold)
  events.on(alertsReleased, start)
  events.on(pageFailed, hasten)
  events.on(selfTestPaged, noteArrival)
}
