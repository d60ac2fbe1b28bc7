import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { Fault } from '../fault.ts'
import type { Kernel } from '../kernel.ts'
import type { ApiEnv, Caller } from './api.ts'

/**
 * Honours `Idempotency-Key` on POST: the first answer below 500 is kept for a day and given again to the same caller with
 * the same request; another request under the same key is refused. While the first still runs, the second gets 409. A first
 * one that was killed with its node is run again: nobody knows whether it was carried out.
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
    await next()
    await remember(kernel, caller, key, context.res)
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
      .select(['fingerprint', 'status', 'response', 'createdAt'])
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
      const abandonedAt = known.createdAt.add({ seconds: abandonedAfterSeconds })
      if (Temporal.Instant.compare(now, abandonedAt) < 0) {
        throw new Fault('conflict', 'The first request with this Idempotency-Key is still running.')
      }
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

/** Keeps the answer; a failure of ours (5xx) is forgotten, so that a retry runs. */
async function remember(kernel: Kernel, caller: Caller, key: string, response: Response): Promise<void> {
  const text = response.status < 500 ? await response.clone().text() : undefined
  await kernel.work.inOrganization(caller.orgId, async ({ trx }) => {
    if (text === undefined) {
      await trx.deleteFrom('idempotentRequests').where('actor', '=', actorOf(caller)).where('key', '=', key).execute()
      return
    }
    await trx
      .updateTable('idempotentRequests')
      .set({ status: response.status, response: text })
      .where('actor', '=', actorOf(caller))
      .where('key', '=', key)
      .execute()
  })
}
