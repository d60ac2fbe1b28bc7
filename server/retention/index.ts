/**
 * Retention: what is kept of an organization, for how long, and how much of it there is.
 * Owns no table and deletes nothing: each slice forgets what is its own. Counts only.
 */
export { retentionRoutes } from './routes.ts'
