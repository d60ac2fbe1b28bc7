import { createRoute, z } from '@hono/zod-openapi'
import { key } from '../../../contract/keys.ts'
import { apiKeyMade, newApiKey } from '../../../contract/people.ts'
import type { Api, Caller } from '../../kernel/http/api.ts'
import { callerOf } from '../../kernel/http/api.ts'
import { shownOnce } from '../../kernel/http/idempotency.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { randomToken } from '../../kernel/secrets.ts'
import type { ItemByNoun, Parts } from '../types.ts'
import { invalid } from '../read.ts'
import { putItem, removeItem } from './change.ts'

const tokenLength = 40
const noCondition = { ifMatch: undefined, ifNoneMatch: undefined }

const make = createRoute({
  method: 'post',
  path: '/api-keys',
  tags: ['Set-up'],
  summary: 'Make an API key; its token is in this answer and nowhere else',
  request: { body: { content: { 'application/json': { schema: newApiKey } }, required: true } },
  responses: {
    200: { description: 'The key with its token', content: { 'application/json': { schema: apiKeyMade } } },
  },
})

const revoke = createRoute({
  method: 'delete',
  path: '/api-keys/{key}',
  tags: ['Set-up'],
  summary: 'Revoke an API key: the next request with it is refused',
  request: { params: z.object({ key }) },
  responses: { 204: { description: 'Revoked' } },
})

/** API keys as one makes them by hand; in a file they stand with their token. */
export function apiKeyRoutes(api: Api, kernel: Kernel, parts: Parts): void {
  api.openapi(make, async (context) => {
    const caller = callerOf(context, 'config.write')
    return context.json(await makeApiKey(kernel, parts, caller, context.req.valid('json')), 200, shownOnce)
  })
  api.openapi(revoke, async (context) => {
    const caller = callerOf(context, 'config.write')
    const place = { noun: 'apiKeys', key: context.req.valid('param').key } as const
    await removeItem(kernel, parts, place, { caller, dryRun: false, condition: noCondition })
    return context.body(null, 204)
  })
}

/** Throws exists_already, and invalid_config for a key that would have ended already or be above the caller. */
async function makeApiKey(
  kernel: Kernel,
  parts: Parts,
  caller: Caller,
  { key: name, role, expiresAt }: z.output<typeof newApiKey>,
): Promise<z.output<typeof apiKeyMade>> {
  const ends = expiresAt === undefined ? null : Temporal.Instant.from(expiresAt)
  if (ends !== null && Temporal.Instant.compare(ends, kernel.clock.now()) <= 0) {
    throw invalid([{ path: 'expiresAt', message: 'This lies in the past: the key would never work.' }])
  }
  const token = `pk_${randomToken(tokenLength)}`
  const item: ItemByNoun['apiKeys'] = { key: name, role, token, ...(ends !== null && { expiresAt: ends.toString() }) }
  const wish = { caller, dryRun: false, condition: { ...noCondition, ifNoneMatch: '*' } }
  await putItem(kernel, parts, { noun: 'apiKeys', key: name }, item, wish)
  return { key: name, role, expiresAt: ends?.toString() ?? null, token }
}
