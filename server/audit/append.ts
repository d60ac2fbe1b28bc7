import type { Work } from '../kernel/db/work.ts'
import { storable } from './chain/canonical.ts'
import type { ChainEntry, EntryContent } from './chain/entry.ts'
import { hashOf } from './chain/entry.ts'
import { sealsOf } from './chain/seal.ts'
import type { Head } from './store.ts'
import { insertEntries, lockEnd } from './store.ts'
import type { NewEntry } from './types.ts'

const waiting = new WeakMap<Work, NewEntry[]>()

/**
 * Notes acts in the audit log of the organization; they commit with what they tell, or not at all. Written as the last thing
 * of the transaction, so that the end of the chain, for which everybody waits, is locked for two statements and a commit,
 * and never before another lock.
 */
export function audit(work: Work, ...entries: NewEntry[]): void {
  const already = waiting.get(work)
  if (already) return void already.push(...entries)
  const mine = [...entries]
  waiting.set(work, mine)
  work.beforeCommit(() => append(work, mine))
}

async function append(work: Work, entries: readonly NewEntry[]): Promise<void> {
  const { trx, orgId } = work
  if (entries.length === 0) return
  const seals = sealsOf(work.secrets, orgId)
  const { head, last } = await lockEnd(trx, orgId, seals.empty)
  const { after, brokenAt } = continuation(head, last, seals.brokenAt(head))
  let { entries: seq, hash } = after
  const rows: ChainEntry[] = []
  for (const entry of entries) {
    seq += 1
    const content = contentOf(work, entry, seq, hash)
    hash = hashOf(content)
    rows.push({ ...content, hash })
  }
  await insertEntries(trx, rows, { entries: seq, hash, seal: seals.seal({ entries: seq, hash }, brokenAt) })
}

/**
 * What the next entry follows. A chain that somebody broke goes on, because nobody's act may fail for it; but it is never
 * sealed as whole again, so that what happened since does not cover the trace.
 */
function continuation(head: Head, last: Head | undefined, brokenAt: number | undefined) {
  if (last === undefined || last.entries <= head.entries) return { after: head, brokenAt }
  return { after: last, brokenAt: brokenAt ?? head.entries + 1 }
}

function contentOf(work: Work, entry: NewEntry, seq: number, previousHash: string): EntryContent {
  const { action, actor, subject = null, data = {} } = entry
  return {
    organization: work.orgId,
    seq,
    // The database keeps microseconds: what is hashed must be what is read back.
    at: work.now.round({ smallestUnit: 'millisecond', roundingMode: 'floor' }).toString(),
    actor: storable(actor) as EntryContent['actor'],
    action,
    subject: storable(subject) as EntryContent['subject'],
    data: storable(data) as EntryContent['data'],
    previousHash,
  }
}
