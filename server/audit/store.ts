import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Trx } from '../kernel/db/types.ts'
import type { ChainEntry } from './chain/entry.ts'

/** PostgreSQL takes 65535 parameters a statement; 9 a row. */
const rowsPerInsert = 5_000

const bytes = (hex: string) => Buffer.from(hex, 'hex')

export interface Head {
  entries: number
  hash: string
}

export interface SealedHead extends Head {
  seal: string
}

/**
 * The recorded end of the organization's chain, held until the transaction ends, and its last entry; `empty` becomes the end
 * when nothing is recorded yet. In one statement: others wait for it.
 */
export async function lockEnd(
  trx: Trx,
  orgId: string,
  empty: SealedHead,
): Promise<{ head: SealedHead; last: Head | undefined }> {
  const row = (await lockHead(trx)) ?? (await makeHead(trx, orgId, empty))
  return {
    head: { entries: row.entries, hash: row.headHash.toString('hex'), seal: row.seal },
    last: row.seq === null ? undefined : { entries: row.seq, hash: row.hash!.toString('hex') },
  }
}

/** Whoever waited for the row reads its end as it is now, and the last entry as it was before: then the end counts. */
async function lockHead(trx: Trx) {
  return trx
    .selectFrom('auditChains as chain')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('auditEntries as entry')
          .select(['entry.seq', 'entry.hash'])
          .whereRef('entry.orgId', '=', 'chain.orgId')
          .orderBy('entry.seq', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['chain.entries', 'chain.headHash', 'chain.seal', 'last.seq', 'last.hash'])
    .forUpdate('chain')
    .executeTakeFirst()
}

async function makeHead(trx: Trx, orgId: string, { entries, hash, seal }: SealedHead) {
  await trx
    .insertInto('auditChains')
    .values({ orgId, entries, headHash: bytes(hash), seal })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await lockHead(trx))!
}

/** Adds entries and records the end. */
export async function insertEntries(trx: Trx, entries: readonly ChainEntry[], head: SealedHead): Promise<void> {
  const rows = entries.map(asRow)
  let start = 0
  for (; rows.length - start > rowsPerInsert; start += rowsPerInsert) {
    await trx
      .insertInto('auditEntries')
      .values(rows.slice(start, start + rowsPerInsert))
      .execute()
  }
  await trx
    .with('added', (db) => db.insertInto('auditEntries').values(rows.slice(start)).returning('seq'))
    .updateTable('auditChains')
    .set({ entries: head.entries, headHash: bytes(head.hash), seal: head.seal })
    .execute()
}

function asRow(entry: ChainEntry) {
  return {
    orgId: entry.organization,
    seq: entry.seq,
    at: Temporal.Instant.from(entry.at),
    actor: JSON.stringify(entry.actor),
    action: entry.action,
    subject: entry.subject === null ? null : JSON.stringify(entry.subject),
    data: JSON.stringify(entry.data),
    previousHash: bytes(entry.previousHash),
    hash: bytes(entry.hash),
  }
}

/** The recorded end of the chain and the highest number of its entries, of the same moment. */
export async function findEnd(trx: Trx): Promise<{ head: SealedHead | undefined; highest: number }> {
  const found = await sql<{ entries: number | null; headHash: Buffer; seal: string; highest: number }>`
    select chain.entries, chain.head_hash, chain.seal, last.highest
    from (select coalesce(max(seq), 0) as highest from audit_entries) last
    left join audit_chains chain on true`.execute(trx)
  const { entries, headHash, seal, highest } = found.rows[0]!
  return { head: entries === null ? undefined : { entries, hash: headHash.toString('hex'), seal }, highest }
}

const columns = ['orgId', 'seq', 'at', 'actor', 'action', 'subject', 'data', 'previousHash', 'hash'] as const

/** Entries after a number, up to and with another one, in their order. */
export async function listChain(trx: Trx, after: number, upTo: number, limit: number): Promise<ChainEntry[]> {
  const rows = await trx
    .selectFrom('auditEntries')
    .select(columns)
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(asEntry)
}

export interface Filter {
  /** An id or a name. */
  actor?: string | undefined
  /** The beginning of an action, such as `schedule.`. */
  action?: string | undefined
  /** `noun`: the list of the set-up in which the things of the kind stand. */
  subject?: { kind: string; name: string | undefined; noun: string | undefined } | undefined
  from?: Temporal.Instant | undefined
  to?: Temporal.Instant | undefined
  before?: number | undefined
}

/** What was done to it by whatever it was called then, and changes of the set-up that name it. */
function aboutSubject({ kind, name, noun }: NonNullable<Filter['subject']>): RawBuilder<boolean> {
  const change = { noun, ...(name !== undefined && { key: name }) }
  const isChanged = noun === undefined ? sql`false` : sql`data -> 'changes' @> ${JSON.stringify([change])}::jsonb`
  if (name === undefined) return sql`(subject ->> 'kind' = ${kind} or ${isChanged})`
  // Some entries know the id only, others the key: whichever knows both joins them.
  return sql`(${isChanged} or subject ->> 'kind' = ${kind} and (
    ${name} in (subject ->> 'id', subject ->> 'key', subject ->> 'name')
    or subject ->> 'id' in (select known.subject ->> 'id' from audit_entries as known
      where known.subject ->> 'kind' = ${kind} and known.subject ->> 'key' = ${name})))`
}

/** Newest first. */
export async function listEntries(trx: Trx, filter: Filter, limit: number): Promise<ChainEntry[]> {
  const { actor, action, subject, from, to, before } = filter
  let query = trx.selectFrom('auditEntries').select(columns)
  if (actor !== undefined) query = query.where(sql<boolean>`(actor ->> 'id' = ${actor} or actor ->> 'name' = ${actor})`)
  if (action !== undefined) query = query.where(sql<boolean>`starts_with(action, ${action})`)
  if (subject !== undefined) query = query.where(aboutSubject(subject))
  if (from !== undefined) query = query.where('at', '>=', from)
  if (to !== undefined) query = query.where('at', '<', to)
  if (before !== undefined) query = query.where('seq', '<', before)
  return (await query.orderBy('seq', 'desc').limit(limit).execute()).map(asEntry)
}

/** Whether this was noted of the same actor and subject since then. */
export async function existsSince(
  trx: Trx,
  of: { action: string; actorId: string; subjectId: string },
  since: Temporal.Instant,
): Promise<boolean> {
  const row = await trx
    .selectFrom('auditEntries')
    .select('seq')
    .where('at', '>=', since)
    .where('action', '=', of.action)
    .where(sql<boolean>`actor ->> 'id' = ${of.actorId} and subject ->> 'id' = ${of.subjectId}`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

interface Row {
  orgId: string
  seq: number
  at: Temporal.Instant
  actor: unknown
  action: string
  subject: unknown
  data: unknown
  previousHash: Buffer
  hash: Buffer
}

function asEntry({ orgId, at, ...row }: Row): ChainEntry {
  return {
    organization: orgId,
    seq: row.seq,
    at: at.toString(),
    actor: row.actor as ChainEntry['actor'],
    action: row.action,
    subject: row.subject as ChainEntry['subject'],
    data: row.data as ChainEntry['data'],
    previousHash: row.previousHash.toString('hex'),
    hash: row.hash.toString('hex'),
  }
}
