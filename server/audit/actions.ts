import type { z } from 'zod'
import { nounByKind } from '../../contract/audit.ts'
import type { auditList, AuditQuery, LastVerification, Verification } from '../../contract/audit.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Actor } from '../kernel/http/actor.ts'
import { actorOf } from '../kernel/http/actor.ts'
import type { Caller } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { audit } from './append.ts'
import type { ChainEntry } from './chain/entry.ts'
import { firstHash } from './chain/entry.ts'
import { sealsOf } from './chain/seal.ts'
import { verifyChain } from './chain/verify.ts'
import { existsSince, findEnd, listChain, listEntries } from './store.ts'
import type { NewEntry, Subject } from './types.ts'

/** Entries that are read in one short transaction while a whole chain is walked. */
const pageSize = 1_000

/** What is shown again and again, by a page that refreshes itself, is noted once in this time. */
const repeatHours = 1

const log: Subject = { kind: 'audit' }

/** A page of the log, newest first. That somebody read it is noted, too. */
export async function readLog(kernel: Kernel, caller: Caller, query: AuditQuery): Promise<z.output<typeof auditList>> {
  const { limit, cursor, subject, from, to, actor, action } = query
  return kernel.work.inOrganization(caller.orgId, async (work) => {
    const filter = {
      actor,
      action,
      subject: subject === undefined ? undefined : subjectOf(subject),
      from: from === undefined ? undefined : Temporal.Instant.from(from),
      to: to === undefined ? undefined : Temporal.Instant.from(to),
      before: cursor,
    }
    const rows = await listEntries(work.trx, filter, limit + 1)
    audit(work, { action: 'audit.read', actor: actorOf(caller), subject: log, data: { ...query } })
    const items = rows.slice(0, limit)
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)!.seq) : null }
  })
}

function subjectOf(text: string) {
  const colon = text.indexOf(':')
  const kind = colon < 0 ? text : text.slice(0, colon)
  return { kind, name: colon < 0 ? undefined : text.slice(colon + 1), noun: nounByKind[kind] }
}

/** The whole log as JSON lines, oldest first, with the end of the chain as the last line. */
export async function* exportLog(kernel: Kernel, caller: Caller): AsyncIterable<string> {
  const { orgId } = caller
  await kernel.work.inOrganization(orgId, async (work) => {
    audit(work, { action: 'audit.exported', actor: actorOf(caller), subject: log })
  })
  const { head, highest } = await kernel.work.inOrganization(orgId, ({ trx }) => findEnd(trx))
  for await (const entry of chainOf(kernel, orgId, highest)()) yield `${JSON.stringify(entry)}\n`
  yield `${JSON.stringify({ head: { entries: head?.entries ?? 0, hash: head?.hash ?? firstHash } })}\n`
}

/** Walks the chain of the caller's organization. That it was verified is noted after it, with the result. */
export async function verifyLog(kernel: Kernel, caller: Caller, kept: string | undefined): Promise<Verification> {
  const { orgId, language } = caller
  const { head, highest } = await kernel.work.inOrganization(orgId, ({ trx }) => findEnd(trx))
  const chain = chainOf(kernel, orgId, highest)
  const verdict = await verifyChain(
    chain,
    head && { ...head, brokenAt: sealsOf(kernel.secrets, orgId).brokenAt(head) },
    kept,
  )
  const { entries, problem } = verdict
  const at = await kernel.work.inOrganization(orgId, async (work) => {
    const data = { ok: problem === undefined, entries, ...(kept && { expect: kept }), ...(problem && { problem }) }
    audit(work, { action: 'audit.verified', actor: actorOf(caller), subject: log, data })
    return work.now.round('millisecond')
  })
  const words = kernel.i18n.in(language)
  return {
    ok: problem === undefined,
    at: at.toString(),
    entries,
    head: { entries: head?.entries ?? 0, hash: head?.hash ?? firstHash },
    firstProblem: problem ? { ...problem, meaning: words(`audit:problem.${problem.kind}`, { ...problem }) } : null,
  }
}

/** What the last check found, as the log itself tells it. */
export async function showLastVerification(kernel: Kernel, { orgId }: Caller): Promise<LastVerification> {
  const rows = await kernel.work.inOrganization(orgId, ({ trx }) => listEntries(trx, { action: 'audit.verified' }, 1))
  const [entry] = rows
  if (!entry) return { last: null }
  const { ok, entries } = entry.data as { ok: boolean; entries: number }
  return { last: { at: entry.at, ok, entries, by: entry.actor.name } }
}

function chainOf(kernel: Kernel, orgId: string, highest: number): () => AsyncIterable<ChainEntry> {
  return async function* () {
    for (let after = 0; ;) {
      const last = after
      const page = await kernel.work.inOrganization(orgId, ({ trx }) => listChain(trx, last, highest, pageSize))
      yield* page
      if (page.length < pageSize) return
      after = page.at(-1)!.seq
    }
  }
}

/** Notes that a secret was shown, once in an hour for the same person and thing: pages read themselves again. */
export async function auditShown(
  work: Work,
  entry: NewEntry & { actor: Actor; subject: Subject & { id: string } },
): Promise<void> {
  const of = { action: entry.action, actorId: entry.actor.id ?? '', subjectId: entry.subject.id }
  if (await existsSince(work.trx, of, work.now.subtract({ hours: repeatHours }))) return
  audit(work, entry)
}
