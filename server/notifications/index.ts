/**
 * Notifications: from "this person must be paged" to a message that arrived, and back to the answer.
 * Owns `contacts` and `notification_rules` (identity writes them when a configuration is applied), `pages`, `deliveries`,
 * `answers` and `sandbox_messages`.
 * Invariants: a delivery is claimed with a lease before it is sent and looked at again right before the call; whatever cannot
 * be sent is said in the timeline and the person's next contact is tried; an acknowledgement cancels everything of everybody
 * in its own transaction; a signed link acts once, and only by POST.
 * Emits pageFailed. Needs from above: NotificationPorts (facts of an alert, what an answer does).
 */
export { cancelForAlerts, cancelForPerson, endSteps } from './actions/cancel.ts'
export { sendAccountMessage } from './actions/direct.ts'
export { releaseLeases } from './actions/leases.ts'
export { planPages } from './actions/plan.ts'
export { realChannels } from './actions/real-channels.ts'
export { reachabilities } from './actions/reachability.ts'
export type { MaskedContact } from './actions/reachability.ts'
export { callLoop } from './deadlines/calls.ts'
export { deliveryLoop } from './deadlines/deliveries.ts'
export type { DeliveryLoop } from './deadlines/deliveries.ts'
export { pageFailed, selfTestAddress, selfTestPaged } from './events.ts'
export type { DeliveryHealth } from './health.ts'
export { createNotifications } from './parts.ts'
export type { NotificationParts } from './parts.ts'
export { listPages, listPagesByEpoch } from './present.ts'
export { lastStepReaches, pagedPeople, peopleOfStep } from './reached.ts'
export { colleagueRoutes } from './routes/colleagues.ts'
export { deliveryRoutes } from './routes/deliveries.ts'
export { channelRoutes } from './routes/channels.ts'
export { deviceRoutes } from './routes/devices.ts'
export { notificationRoutes } from './routes/me.ts'
export { sandboxRoutes } from './routes/sandbox.ts'
export { actionLinkRoutes } from './routes/links.ts'
export type { AlertFacts, AnswerOutcome, NotificationPorts, PageFailed, PageRequest, PlannedPage } from './types.ts'
