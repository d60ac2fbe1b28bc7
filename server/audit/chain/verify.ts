import type { ChainEntry } from './entry.ts'
import { firstHash, hashOf } from './entry.ts'

/**
 * What is wrong with a chain: an entry was changed; removed; put in another place; inserted; entries were cut off at the end;
 * the end was computed anew; the record of the end was changed; the end that somebody kept is not in it.
 */
export type ProblemKind =
  | 'changed'
  | 'removed'
  | 'reordered'
  | 'inserted'
  | 'cut_off'
  | 'rewritten'
  | 'head_changed'
  | 'not_kept'

export interface ChainProblem {
  /** The first entry that is concerned. */
  seq: number
  kind: ProblemKind
}

/** Where the chain ends, as it is recorded apart from its entries. */
export interface ChainHead {
  entries: number
  hash: string
  /** The entry from which on its seal does not fit; undefined when it does, or without the master key. */
  brokenAt?: number | undefined
}

export interface Verdict {
  /** How many entries were looked at, up to the problem. */
  entries: number
  /** The hash of the last one that was looked at. */
  hash: string
  problem: ChainProblem | undefined
}

/** The entries in the order of their numbers; read again from the start by each call. */
export type Chain = () => AsyncIterable<ChainEntry>

interface Place {
  seq: number
  hash: string
}

/**
 * Walks a chain from its first entry to its end and stops at the first problem. `kept` is the hash of an end that somebody
 * noted earlier: it must still be in the chain, whatever was added since.
 */
export async function verifyChain(chain: Chain, head: ChainHead | undefined, kept?: string): Promise<Verdict> {
  const places: [Place, Place] = [
    { seq: 0, hash: firstHash },
    { seq: 0, hash: firstHash },
  ]
  let keptFound = kept === undefined || kept === firstHash
  for await (const entry of chain()) {
    const [beforeLast, last] = places
    const problem = await problemAt(chain, entry, last, beforeLast)
    if (problem) return { entries: last.seq, hash: last.hash, problem }
    keptFound ||= entry.hash === kept
    places[0] = last
    places[1] = { seq: entry.seq, hash: entry.hash }
  }
  const [, { seq, hash }] = places
  return { entries: seq, hash, problem: problemAtEnd({ seq, hash }, head, keptFound) }
}

async function problemAt(
  chain: Chain,
  entry: ChainEntry,
  last: Place,
  beforeLast: Place,
): Promise<ChainProblem | undefined> {
  const next = last.seq + 1
  if (entry.hash !== hashOf(entry)) return explainMismatch(chain, entry, last, beforeLast)
  if (entry.seq !== next) {
    // In a file the entries may stand in another order than their numbers; in the database they cannot.
    const elsewhere = await find(chain, (other) => other.seq === next)
    if (entry.seq < next) return { seq: entry.seq, kind: 'inserted' }
    return { seq: next, kind: elsewhere ? 'reordered' : 'removed' }
  }
  // The entry fits its own hash and not the one before: that one was written anew after this one had followed it.
  if (entry.previousHash !== last.hash) return { seq: Math.max(last.seq, 1), kind: 'changed' }
  return undefined
}

/** Its content does not fit its hash. Whether it would under another number tells a moved entry from a changed one. */
async function explainMismatch(chain: Chain, entry: ChainEntry, last: Place, beforeLast: Place): Promise<ChainProblem> {
  const own = await ownNumber(chain, entry)
  if (own === undefined) return { seq: entry.seq, kind: 'changed' }
  if (own === last.seq && entry.previousHash === beforeLast.hash) return { seq: last.seq, kind: 'inserted' }
  const follows =
    entry.previousHash === firstHash || (await find(chain, (other) => other.hash === entry.previousHash)) !== undefined
  return follows ? { seq: entry.seq, kind: 'reordered' } : { seq: last.seq + 1, kind: 'removed' }
}

/** The number under which the entry was written, if its hash fits any of the chain's. */
async function ownNumber(chain: Chain, entry: ChainEntry): Promise<number | undefined> {
  let highest = entry.seq
  for await (const other of chain()) highest = other.seq
  // One more than there are: an entry may have been removed and the rest moved up.
  for (let seq = 1; seq <= highest + 1; seq += 1) if (hashOf({ ...entry, seq }) === entry.hash) return seq
  return undefined
}

async function find(chain: Chain, matches: (entry: ChainEntry) => boolean): Promise<ChainEntry | undefined> {
  for await (const entry of chain()) if (matches(entry)) return entry
  return undefined
}

function problemAtEnd(last: Place, head: ChainHead | undefined, keptFound: boolean): ChainProblem | undefined {
  if (head === undefined) {
    if (last.seq > 0) return { seq: last.seq, kind: 'head_changed' }
  } else {
    if (last.seq < head.entries) return { seq: last.seq + 1, kind: 'cut_off' }
    if (last.seq > head.entries) return { seq: head.entries + 1, kind: 'inserted' }
    if (last.hash !== head.hash) return { seq: last.seq, kind: 'rewritten' }
    if (head.brokenAt !== undefined) return { seq: head.brokenAt, kind: 'head_changed' }
  }
  return keptFound ? undefined : { seq: last.seq, kind: 'not_kept' }
}
