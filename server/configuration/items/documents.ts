import { z } from '@hono/zod-openapi'
import type { RouteConfig } from '@hono/zod-openapi'
import { configChange, itemSchemas, singleNouns, singleSchemas } from '../../../contract/config/items.ts'
import { key } from '../../../contract/keys.ts'
import type { Api } from '../../kernel/http/api.ts'
import type { Noun } from './secrets.ts'

type Method = RouteConfig['method']
type Shape = { type: 'object'; properties: Record<string, object>; required: string[] }

const params = z.object({ key })
const query = z.object({ dryRun: z.enum(['true', 'false']).optional() })
const headers = z.object({
  'if-match': z.string().optional().openapi({ description: 'Only if this revision is the present one, otherwise 412' }),
  'if-none-match': z.string().optional().openapi({ description: '`*`: only if there is none yet, otherwise 412' }),
})

const schemas: Record<Noun, z.ZodType> = { ...itemSchemas, ...singleSchemas }

const isSingle = (noun: Noun) => (singleNouns as readonly string[]).includes(noun)
const nameOf = (noun: Noun) => `Config${noun[0]!.toUpperCase()}${noun.slice(1)}`
const referTo = (noun: Noun) => ({ $ref: `#/components/schemas/${nameOf(noun)}` })

const object = (properties: Record<string, object>): Shape => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})

const answer = (schema: object, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
})

/** Describes the routes of one noun; what an item looks like is the schema of the file. */
export function describeNoun(api: Api, noun: Noun): void {
  const { openAPIRegistry } = api
  const schema = z.toJSONSchema(schemas[noun], { io: 'input', unrepresentable: 'any' })
  openAPIRegistry.registerComponent('schemas', nameOf(noun), schema as object)
  for (const route of routesOf(noun)) openAPIRegistry.registerPath({ ...route, tags: ['Configuration'] })
}

function routesOf(noun: Noun): RouteConfig[] {
  const single = isSingle(noun)
  const path = single ? `/config/${noun}` : `/config/${noun}/{key}`
  const what = single ? `The ${noun}` : `One of the ${noun}`
  const stored = { item: referTo(noun), managed: { type: 'boolean' }, revision: { type: 'string' } }
  const route = (method: Method, summary: string, request: object, responses: RouteConfig['responses']) => ({
    method,
    path,
    summary,
    request: { ...(!single && { params }), ...request },
    responses,
  })
  const change = z.toJSONSchema(configChange) as object
  const saved = object({ ...stored, changes: { type: 'array', items: change } })
  const body = { content: { 'application/json': { schema: referTo(noun) } }, required: true }
  const read = route('get', `${what}, as a file writes it`, {}, answer(object(stored), 'The item'))
  const summary = `${what}: make or replace it, judged by the rules of a configuration file`
  const put = route('put', summary, { query, headers, body }, answer(saved, 'The item as it is now'))
  if (single) return [read, put]
  const words = `${what}: remove it, when nothing names it any more`
  const remove = route('delete', words, { query, headers }, { 204: { description: 'Removed' } })
  const items = object({ items: { type: 'array', items: object(stored) }, nextCursor: { type: 'null' } })
  const list = {
    ...route('get', `The ${noun} as a file writes them`, {}, answer(items, 'All')),
    path: `/config/${noun}`,
  }
  return [{ ...list, request: {} }, read, put, remove]
}
