import { audit } from '../audit/index.ts'
import type { NewEntry } from '../audit/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { insertEntries, listAlertNames } from './store.ts'
import type { Actor, Entry } from './types.ts'

/**
 * Writes entries in their order; they commit with whatever else the transaction does. What a person or a program did to an
 * alert goes into the audit log as well, whichever slice reports it.
 */
export async function writeEntries(work: Work, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await insertEntries(
    work.trx,
    work.orgId,
    entries.map((entry) => ({ ...entry, ...asShown(entry), id: work.id(), at: work.now })),
  )
  await auditActs(work, entries.filter(isAct))
}

export async function writeEntry(work: Work, entry: Entry): Promise<void> {
  await writeEntries(work, [entry])
}

type Act = Entry & { actor: Actor & { kind: 'user' | 'api_key' } }

/** That an answer came in says how; what it did is an entry of its own. */
function isAct(entry: Entry): entry is Act {
  const { kind } = entry.actor ?? {}
  return (kind === 'user' || kind === 'api_key') && entry.kind !== 'answer.received'
}

function asShown({ actor }: Entry): Pick<Entry, 'actor'> {
  if (!actor) return {}
  const { ip: _, ...shown } = actor
  return { actor: shown }
}

async function auditActs(work: Work, acts: readonly Act[]): Promise<void> {
  if (acts.length === 0) return
  const names = await listAlertNames(work.trx, [...new Set(acts.map((act) => act.alertId))])
  const nameById = new Map(names.map(({ id, number, summary }) => [id, { key: String(number), name: summary }]))
  const entries = acts.map(({ alertId, kind, actor, data = {} }): NewEntry => {
    const subject = { kind: 'alert', id: alertId, ...nameById.get(alertId) }
    const action = kind.startsWith('alert.') ? kind : `alert.${kind}`
    return { action, subject, data, actor: data['via'] === 'link' ? { ...actor, kind: 'link' } : actor }
  })
  audit(work, ...entries)
}
