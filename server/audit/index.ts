/**
 * The audit log: what people and programs did to an organization, in a chain of hashes.
 * Owns `audit_entries` (which the app can add to and read, and nothing else) and `audit_chains` (where each chain ends).
 * Invariants: an entry commits with what it tells; numbers have no gaps; each entry names the hash of the one before; the end
 * is sealed with the master key. Nothing is pruned.
 * Lies on the ground and knows no other slice: they call `audit(work, …)` with who it was, what was done and to what.
 */
export { auditShown } from './actions.ts'
export { audit } from './append.ts'
export { auditRoutes } from './routes.ts'
export type { NewEntry, Subject } from './types.ts'
