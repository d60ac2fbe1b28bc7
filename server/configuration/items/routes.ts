import { z } from '@hono/zod-openapi'
import type { ListNoun, SingleNoun } from '../../../contract/config/items.ts'
import { configChange, itemSchemas, listNouns, singleNouns, singleSchemas } from '../../../contract/config/items.ts'
import { key } from '../../../contract/keys.ts'
import { listOf } from '../../../contract/lists.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Api, ApiContext } from '../../kernel/http/api.ts'
import { callerOf } from '../../kernel/http/api.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { selfTestKey } from '../../identity/index.ts'
import type { Parts } from '../types.ts'
import { putItem, removeItem } from './change.ts'
import { getItem, listItems } from './read.ts'
import type { Noun } from './secrets.ts'

/** Who is on call and how it escalates is the daily business of those who run a team; the rest is an administrator's. */
function writing(noun: Noun): Permission {
  return noun === 'teams' || noun === 'schedules' || noun === 'escalationPolicies' ? 'oncall.write' : 'config.write'
}

const tags = ['Configuration']
const params = z.object({ key })
const query = z.object({ dryRun: z.enum(['true', 'false']).optional() })
const condition = z.object({
  'if-match': z.string().optional().openapi({ description: 'Only if this revision is the present one, otherwise 412' }),
  'if-none-match': z.string().optional().openapi({ description: '`*`: only if there is none yet, otherwise 412' }),
})

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const nameOf = (noun: Noun) => `Config${noun[0]!.toUpperCase()}${noun.slice(1)}`

/** One item at a time: the same nouns, schemas and rules as in the file. Mounted below /api/v1. */
export function itemRoutes(api: Api, kernel: Kernel, parts: Parts): void {
  for (const noun of listNouns) {
    describeList(api, noun)
    api.get(`/config/${noun}`, async (context) => {
      return context.json(await listItems(kernel, parts, callerOf(context, 'config.read'), noun), 200)
    })
    oneRoutes(api, kernel, parts, noun)
  }
  for (const noun of singleNouns) {
    describeOne(api, noun)
    addGet(api, kernel, parts, noun)
    addPut(api, kernel, parts, noun)
  }
}

function oneRoutes(api: Api, kernel: Kernel, parts: Parts, noun: ListNoun): void {
  describeOne(api, noun)
  addGet(api, kernel, parts, noun)
  addPut(api, kernel, parts, noun)
  api.delete(pathOf(noun), async (context) => {
    const wish = wishOf(context, noun)
    await removeItem(kernel, parts, { noun, key: keyOf(context) }, wish)
    return context.body(null, 204)
  })
}

const isList = (noun: Noun): noun is ListNoun => (listNouns as readonly string[]).includes(noun)
const pathOf = (noun: Noun) => (isList(noun) ? `/config/${noun}/:key` : `/config/${noun}`)
const placeOf = (context: ApiContext, noun: Noun) =>
  isList(noun) ? { noun, key: keyOf(context) } : { noun: noun as SingleNoun }

function addGet(api: Api, kernel: Kernel, parts: Parts, noun: Noun): void {
  api.get(pathOf(noun), async (context) => {
    const caller = callerOf(context, 'config.read')
    const { key: name } = placeOf(context, noun)
    const found = await getItem(kernel, parts, caller, noun, name)
    return context.json(found, 200, { etag: `"${found.revision}"` })
  })
}

function addPut(api: Api, kernel: Kernel, parts: Parts, noun: Noun): void {
  api.put(pathOf(noun), async (context) => {
    const wish = wishOf(context, noun)
    const place = placeOf(context, noun)
    const saved = await putItem(kernel, parts, place, await bodyOf(context), wish)
    return context.json(saved, 200, { etag: `"${saved.revision}"` })
  })
}

function keyOf(context: ApiContext): string {
  const name = context.req.param('key') ?? ''
  if (!key.safeParse(name).success || name === selfTestKey) throw new Fault('not_found', `There is no "${name}".`)
  return name
}

function wishOf(context: ApiContext, noun: Noun) {
  const caller = callerOf(context, writing(noun))
  const condition = { ifMatch: context.req.header('if-match'), ifNoneMatch: context.req.header('if-none-match') }
  const dryRun = context.req.query('dryRun') ?? 'false'
  if (dryRun !== 'true' && dryRun !== 'false') {
    throw new Fault('invalid_request', 'dryRun: write true or false', [
      { path: 'dryRun', message: 'write true or false' },
    ])
  }
  return { caller, condition, dryRun: dryRun === 'true' }
}

async function bodyOf(context: ApiContext): Promise<unknown> {
  if (!/\bjson\b/.test(context.req.header('content-type') ?? '')) {
    throw new Fault('unsupported_media_type', 'Send JSON, with the header "Content-Type: application/json".')
  }
  try {
    return await context.req.json<unknown>()
  } catch (error) {
    if (error instanceof SyntaxError) throw new Fault('invalid_json', 'The body is not JSON.')
    throw error
  }
}

function viewOf(noun: Noun) {
  const schema: z.ZodType = isList(noun) ? itemSchemas[noun] : singleSchemas[noun as SingleNoun]
  const item = z.unknown().openapi({ $ref: `#/components/schemas/${nameOf(noun)}` } as object)
  return { schema, view: z.object({ item, managed: z.boolean(), revision: z.string() }) }
}

function describeList(api: Api, noun: ListNoun): void {
  api.openAPIRegistry.registerPath({
    method: 'get',
    path: `/config/${noun}`,
    tags,
    summary: `The ${noun} as a configuration file writes them`,
    responses: { 200: json(listOf(viewOf(noun).view), 'All of them') },
  })
}

function describeOne(api: Api, noun: Noun): void {
  const path = isList(noun) ? `/config/${noun}/{key}` : `/config/${noun}`
  const request = isList(noun) ? { params } : {}
  const { schema, view } = viewOf(noun)
  const registry = api.openAPIRegistry
  const named = registry.register(nameOf(noun), schema)
  const read = json(view, 'The item')
  const what = isList(noun) ? `One of the ${noun}` : noun === 'organization' ? 'The organization' : 'The providers'
  registry.registerPath({
    method: 'get',
    path,
    tags,
    summary: `${what}, as a file writes it`,
    request,
    responses: { 200: read },
  })
  registry.registerPath({
    method: 'put',
    path,
    tags,
    summary: `${what}: make or replace it, judged by the rules of a configuration file`,
    request: { ...request, query, headers: condition, body: { content: { 'application/json': { schema: named } } } },
    responses: {
      200: json(view.extend({ changes: z.array(configChange) }), 'The item as it is now, and what changed'),
    },
  })
  if (!isList(noun)) return
  const responses = { 204: { description: 'Removed' } }
  const summary = `${what}: remove it, when nothing names it any more`
  registry.registerPath({
    method: 'delete',
    path,
    tags,
    summary,
    request: { params, query, headers: condition },
    responses,
  })
}
