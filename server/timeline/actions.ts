import type { Work } from '../kernel/db/work.ts'
import { insertEntries } from './store.ts'
import type { Entry } from './types.ts'

/** Writes entries in their order; they commit with whatever else the transaction does. */
export async function writeEntries(work: Work, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await insertEntries(
    work.trx,
    entries.map((entry) => ({ ...entry, orgId: work.orgId, id: work.id(), at: work.now })),
  )
}

export async function writeEntry(work: Work, entry: Entry): Promise<void> {
  await writeEntries(work, [entry])
}
