import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { Fault } from '../fault.ts'
import type { Kernel } from '../kernel.ts'
import type { ApiEnv, Caller } from './api.ts'

/**
 * Honours `Idempotency-Key` on POST: the first answer below 500 is kept for a day and given again to the same caller with
 * the same request; another request under the same key is refused. While the first still runs, the second gets 409.
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
    if (known) return new Response(known.response, { status: known.status, headers: replayHeaders })
    await next()
    await remember(kernel, caller, key, context.res)
  }
}

const replayHeaders = { 'content-type': 'application/json', 'idempotency-replayed': 'true' }

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
      .select(['fingerprint', 'status', 'response'])
      .where('actor', '=', actorOf(caller))
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (!known.fingerprint.equals(fingerprint)) {
      throw new Fault('idempotency_mismatch', 'This Idempotency-Key was used with another request. Choose a new one.')
    }
    if (known.status === null)
      throw new Fault('conflict', 'The first request with this Idempotency-Key is still running.')
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
