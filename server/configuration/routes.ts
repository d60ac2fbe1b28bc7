import { createRoute, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { configChange } from '../../contract/config/items.ts'
import { allows } from '../../contract/permissions.ts'
import { audit } from '../audit/index.ts'
import { actorOf } from '../kernel/http/actor.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import { Fault } from '../kernel/fault.ts'
import { clientOf } from '../kernel/http/client.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { organizationToCreate } from '../identity/index.ts'
import { applyFile, applyToNew } from './apply.ts'
import { exportFile } from './export.ts'
import { apiKeyRoutes } from './items/api-keys.ts'
import { itemRoutes } from './items/routes.ts'
import { inTheirWords } from './in-their-words.ts'
import { addManaged } from './managed.ts'
import { mostBytes } from './parse.ts'
import { readFile } from './thread.ts'
import type { Parts } from './types.ts'

const applied = z.object({ changes: z.array(configChange), applied: z.boolean() })

const tags = ['Configuration']
const yaml = { schema: z.string() }

const apply = createRoute({
  method: 'post',
  path: '/config',
  tags,
  summary: 'Apply a configuration file; with dryRun=true only say what would change',
  request: {
    query: z.object({ dryRun: z.enum(['true', 'false']).optional() }),
    body: { content: { 'text/yaml': yaml, 'application/yaml': yaml }, description: 'YAML, or the same as JSON' },
  },
  responses: {
    200: { content: { 'application/json': { schema: applied } }, description: 'What was, or would be, changed' },
  },
})

const read = createRoute({
  method: 'get',
  path: '/config',
  tags,
  summary: 'The set-up as a configuration file; with secrets=false without those that the role may read',
  request: { query: z.object({ secrets: z.enum(['true', 'false']).optional() }) },
  responses: { 200: { content: { 'text/yaml': yaml }, description: 'YAML' } },
})

/** Mounted below /api/v1. */
export function configurationRoutes(kernel: Kernel, parts: Parts): Api {
  const api = createApi()
  const tooLarge = () => {
    throw new Fault('too_large', 'A configuration has at most 2 MB.')
  }
  api.use('/config', bodyLimit({ maxSize: mostBytes, onError: tooLarge }))
  api.use('/config/*', inTheirWords(kernel.i18n))
  api.openapi(apply, async (context) => {
    const newKey = organizationToCreate(context)
    const caller = newKey === undefined ? callerOf(context, 'config.write') : undefined
    const dryRun = context.req.valid('query').dryRun === 'true'
    const file = await readFile(new Uint8Array(await context.req.arrayBuffer()))
    if (caller !== undefined) {
      const how = { dryRun, actor: actorOf(caller) }
      return context.json(await applyFile(kernel, parts, caller.orgId, file, how), 200)
    }
    const actor = { kind: 'api_key', id: 'local', name: 'local', ip: clientOf(context).address } as const
    return context.json(await applyToNew(kernel, parts, newKey!, file, { dryRun, actor }), 200)
  })
  api.openapi(read, async (context) => {
    const caller = callerOf(context, 'config.read')
    const withSecrets = allows(caller.role, 'sources.secrets') && context.req.valid('query').secrets !== 'false'
    const text = await kernel.work.inOrganization(caller.orgId, async (work) => {
      const subject = { kind: 'organization', id: work.orgId }
      audit(work, { action: 'configuration.exported', actor: actorOf(caller), subject, data: { withSecrets } })
      return exportFile(kernel, parts, work.trx, withSecrets)
    })
    return context.body(text, 200, { 'content-type': 'text/yaml; charset=utf-8' })
  })
  itemRoutes(api, kernel, parts)
  addManaged(api, kernel)
  apiKeyRoutes(api, kernel, parts)
  return api
}
