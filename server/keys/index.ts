/**
 * Keys that were replaced: how long a former key of a source or heartbeat goes on being taken, and who uses which.
 * Owns `former_keys` and `key_uses`. Invariants: a former key that is still taken belongs to nobody else; what is found by is
 * hashed, what is tried is sealed; uses are counted only while a holder has former keys. The present key lies with its holder.
 * Events in and out: none.
 */
export {
  endKey,
  endOf,
  forgetKeys,
  formerKeys,
  isTaken,
  keysOf,
  pruneKeys,
  refuseKeysOfOthers,
  retireKey,
  takeBackKey,
} from './actions.ts'
export type { FormerKey, Holder } from './types.ts'
export { KeyUses, noteUse } from './uses.ts'
