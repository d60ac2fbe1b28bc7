/**
 * Dependencies: an alert on what stands on something that is down waits behind the alert that explains it.
 * Owns no table (`service_dependencies` belongs to services, the waiting to holds). Invariants: an alert waits only behind one
 * that somebody is paged for; never longer than an hour (rules/dependencies/waiting.ts); what pages already goes on paging.
 * Events in: alertsAnswered (settle). Events out: none; escalation asks `screenForDependencies`.
 */
export { screenForDependencies, settle } from './actions.ts'
export { dependenciesDown } from './down.ts'
