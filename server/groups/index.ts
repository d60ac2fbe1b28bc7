/**
 * Groups: alerts that belong together, of which one pages and the others wait behind it.
 * Owns `alert_groups` and `alert_group_members`. Invariants: a group has one lead, which belongs to no other group; nobody
 * waits behind an alert that is resolved or held itself, but for the moment that a group settles when its lead is resolved; alerts of two customers never share a group; who has left is never
 * grouped again by itself. Locks are taken in this order: the alert that is answered, scopes, groups, members.
 * Events in: alertsAnswered, alertsHeld, alertsRaised, alertsReopened, alertEscalationRequested. Events out: leadsInherited;
 * escalation asks `screenForGroups`.
 */
export { leadsInherited } from './events.ts'
export { followAnswer, followHold, followRaise, followReopening, leaveForEscalation } from './leading.ts'
export { groupsOf, membersBehind } from './present.ts'
export { groupRoutes } from './routes.ts'
export { screenForGroups } from './screen.ts'
