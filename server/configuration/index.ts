/**
 * Configuration as code: the whole set-up of an organization as one YAML file (contract/config).
 * Owns no table: each slice brings how its list is applied and written back (`Parts`, wired in app.ts).
 * Invariants: one transaction, a bad file changes nothing, the same file twice changes nothing, a dry run is the very same
 * rolled back; what people made themselves is never removed; nothing is removed that something else still names.
 */
export { configurationRoutes } from './routes.ts'
export { applyConfigFile } from './start.ts'
export type { Parts } from './types.ts'
