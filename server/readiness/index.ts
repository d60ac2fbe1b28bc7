/**
 * Readiness: whether everybody who may be paged can be reached, and what of the set-up would hurt at the next alert.
 * Owns no table and changes nothing: it reads what is set up, the rules (rules/readiness) decide.
 */
export { readinessRoutes } from './routes.ts'
