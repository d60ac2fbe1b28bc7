import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { MiddlewareHandler } from 'hono'
import type { Trx } from '../db/types.ts'
import { markWrites } from '../db/work.ts'
import { Fault } from '../fault.ts'
import type { Kernel } from '../kernel.ts'
import type { ApiEnv, Caller } from './api.ts'
import { problemDocument } from './problem.ts'

/**
 * Honours `Idempotency-Key` on POST: the first answer below 500 is kept for a day and given again to the same caller with
 * the same request; another request under the same key is refused. While the first still runs, the second gets 409. Of a
 * first one whose answer got lost, with its node or with its database, we know whether it wrote anything: if so the second
 * is told, and not carried out again; if not it is.
 */
export function idempotency(kernel: Kernel): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const key = context.req.header('idempotency-key')
    const caller = context.get('caller')
    if (key === undefined || caller === undefined || context.req.method !== 'POST') return next()
    if (key.length === 0 || key.length > 255)
      throw new Fault('invalid_request', 'An Idempotency-Key has 1 to 255 characters.')
    const body = await context.req.raw.clone().text()
    const fingerprint = createHash('sha256').update(`${context.req.path}\n${body}`).digest()
    const known = await claim(kernel, caller, key, fingerprint)
    if (known) return replay(known)
    const mark = {
      orgId: caller.orgId,
      write: (trx: Trx, now: Temporal.Instant) => markCarriedOut(trx, caller, key, now),
    }
    await markWrites(mark, next)
    try {
      await remember(kernel, caller, key, context.res)
    } catch (error) {
      // What was asked for has happened: that its answer cannot be kept is no reason to say otherwise.
      kernel.log.warn({ error: (error as Error).message }, 'an answer could not be kept for a repeat')
    }
  }
}

/** No request takes so long: a claim without an answer that is older belongs to a node that was killed. */
const abandonedAfterSeconds = 120

function replay({ status, response }: { status: number; response: string }): Response {
  // An answer with this status may not have a body, not even an empty one.
  if (status === 204) return new Response(null, { status, headers: { 'idempotency-replayed': 'true' } })
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  return new Response(response, { status, headers: { 'content-type': type, 'idempotency-replayed': 'true' } })
}

const actorOf = (caller: Caller) => caller.userId ?? caller.apiKeyId ?? 'unknown'

/** In the transaction that carries the request out: from its commit on, and only then, it is marked. */
async function markCarriedOut(trx: Trx, caller: Caller, key: string, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('idempotentRequests')
    .set({ carriedOutAt: now })
    .where('actor', '=', actorOf(caller))
    .where('key', '=', key)
    // A transaction that has only read until here has no number yet.
    .where(sql<boolean>`pg_current_xact_id_if_assigned() is not null`)
    .execute()
}

/** Without an answer: carried out, still running, or given up before it wrote anything. */
function refuseUnlessAbandoned(
  known: { createdAt: Temporal.Instant; carriedOutAt: Temporal.Instant | null },
  now: Temporal.Instant,
): void {
  if (known.carriedOutAt !== null) {
    throw new Fault(
      'conflict',
      'The first request with this Idempotency-Key was carried out, and its answer was lost. Look at what is there now.',
    )
  }
  const abandonedAt = known.createdAt.add({ seconds: abandonedAfterSeconds })
  if (Temporal.Instant.compare(now, abandonedAt) < 0) {
    throw new Fault('conflict', 'The first request with this Idempotency-Key is still running.')
  }
}

async function claim(kernel: Kernel, caller: Caller, key: string, fingerprint: Buffer) {
  return kernel.work.inOrganization(caller.orgId, async ({ trx, orgId, now }) => {
    const mine = await trx
      .insertInto('idempotentRequests')
      .values({ orgId, actor: actorOf(caller), key, fingerprint, createdAt: now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (mine.numInsertedOrUpdatedRows === 1n) return undefined
    const known = await trx
      .selectFrom('idempotentRequests')
      .select(['fingerprint', 'status', 'response', 'createdAt', 'carriedOutAt'])
      .where('actor', '=', actorOf(caller))
      .where('key', '=', key)
      .forUpdate()
      .executeTakeFirst()
    // Forgotten at this very moment, because it failed.
    if (!known) throw new Fault('conflict', 'The first request with this Idempotency-Key has just failed. Try again.')
    if (!known.fingerprint.equals(fingerprint)) {
      throw new Fault('idempotency_mismatch', 'This Idempotency-Key was used with another request. Choose a new one.')
    }
    if (known.status === null) {
      refuseUnlessAbandoned(known, now)
      await trx
        .updateTable('idempotentRequests')
        .set({ createdAt: now })
        .where('actor', '=', actorOf(caller))
        .where('key', '=', key)
        .execute()
      return undefined
    }
    return { status: known.status, response: known.response ?? '' }
  })
}

/** Headers of an answer that holds a secret: it is not kept for a repeat, because what is kept can be read. */
export const shownOnce = { 'cache-control': 'no-store' }

/** What a repeat is told of an answer that was shown once. */
const notKept = {
  status: 409,
  text: JSON.stringify(
    problemDocument(
      new Fault(
        'conflict',
        'The first request with this Idempotency-Key was carried out. Its answer held a secret that is shown once: ask anew.',
      ),
    ),
  ),
}

/** Keeps the answer; a failure of ours (5xx) that wrote nothing is forgotten, so that a retry runs. */
async function remember(kernel: Kernel, caller: Caller, key: string, response: Response): Promise<void> {
  const isShownOnce = response.headers.get('cache-control') === shownOnce['cache-control'] && response.status < 400
  const kept = isShownOnce ? notKept : { status: response.status, text: await response.clone().text() }
  await kernel.work.inOrganization(caller.orgId, async ({ trx }) => {
    if (response.status >= 500) {
      await trx
        .deleteFrom('idempotentRequests')
        .where('actor', '=', actorOf(caller))
        .where('key', '=', key)
        .where('carriedOutAt', 'is', null)
        .execute()
      return
    }
    await trx
      .updateTable('idempotentRequests')
      .set({ status: kept.status, response: kept.text })
      .where('actor', '=', actorOf(caller))
      .where('key', '=', key)
      .execute()
  })
}
