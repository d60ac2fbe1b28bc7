import { isUtf8 } from 'node:buffer'
import { createRoute, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { lookupTableList, lookupTableView } from '../../../contract/event-rules.ts'
import { key } from '../../../contract/keys.ts'
import { pageQuery } from '../../../contract/lists.ts'
import { Fault } from '../../kernel/fault.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Api } from '../../kernel/http/api.ts'
import { callerOf, createApi } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { deleteLookupTable, getLookupCsv, getLookupTable, listLookupTables, putLookupTable } from '../tables/actions.ts'

const mostBytes = 8 * 1024 * 1024

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
})

const tags = ['Look-up tables']
const params = z.object({ key })
const csv = { schema: z.string() }

const list = createRoute({
  method: 'get',
  path: '/lookup-tables',
  tags,
  summary: 'The look-up tables of event rules, by key',
  request: { query: pageQuery.extend({ cursor: key.optional() }) },
  responses: json(lookupTableList, 'A page of tables'),
})

const get = createRoute({
  method: 'get',
  path: '/lookup-tables/{key}',
  tags,
  summary: 'One look-up table, without its rows',
  request: { params },
  responses: json(lookupTableView, 'The table'),
})

const read = createRoute({
  method: 'get',
  path: '/lookup-tables/{key}/csv',
  tags,
  summary: 'The rows of a look-up table, as they were written',
  request: { params },
  responses: { 200: { description: 'CSV', content: { 'text/csv': csv } } },
})

const put = createRoute({
  method: 'put',
  path: '/lookup-tables/{key}',
  tags,
  summary: 'Make or replace a look-up table; every node uses it at once',
  request: {
    params,
    query: z.object({ keyColumn: z.string().min(1).max(200).optional() }),
    body: { content: { 'text/csv': csv }, description: 'CSV in UTF-8; its first line names the columns' },
  },
  responses: json(lookupTableView, 'The table'),
})

const remove = createRoute({
  method: 'delete',
  path: '/lookup-tables/{key}',
  tags,
  summary: 'Remove a look-up table that no rule uses',
  request: { params },
  responses: { 204: { description: 'It is removed' } },
})

/** Mounted below /api/v1. */
export function lookupTableRoutes(kernel: Kernel): Api {
  const api = createApi()
  const tooLarge = () => {
    throw new Fault('too_large', 'A look-up table has at most 8 MB.')
  }
  api.use('/lookup-tables/*', bodyLimit({ maxSize: mostBytes, onError: tooLarge }))
  api.openapi(list, async (context) => {
    const { orgId } = callerOf(context, 'config.read')
    return context.json(await listLookupTables(kernel, orgId, context.req.valid('query')), 200)
  })
  api.openapi(get, async (context) => {
    const { orgId } = callerOf(context, 'config.read')
    return context.json(await getLookupTable(kernel, orgId, context.req.valid('param').key), 200)
  })
  api.openapi(read, async (context) => {
    const { orgId } = callerOf(context, 'config.read')
    const text = await getLookupCsv(kernel, orgId, context.req.valid('param').key)
    return context.body(text, 200, { 'content-type': 'text/csv; charset=utf-8' })
  })
  api.openapi(put, async (context) => {
    const caller = callerOf(context, 'config.write')
    const { keyColumn } = context.req.valid('query')
    const text = textOf(new Uint8Array(await context.req.arrayBuffer()))
    const writing = { orgId: caller.orgId, actor: actorOf(caller), keyColumn }
    return context.json(await putLookupTable(kernel, writing, context.req.valid('param').key, text), 200)
  })
  api.openapi(remove, async (context) => {
    const caller = callerOf(context, 'config.write')
    await deleteLookupTable(kernel, caller.orgId, actorOf(caller), context.req.valid('param').key)
    return context.body(null, 204)
  })
  return api
}

/** A table in another encoding would be found by nobody who writes an umlaut. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const line = lineOf(bytes)
    const message = `line ${line}: this is not UTF-8; save the table as "CSV UTF-8"`
    throw new Fault('invalid_config', `The look-up table cannot be read: ${message}.`, [{ path: 'csv', message }])
  }
}

/** The first line, counted from 1, that is not UTF-8. */
function lineOf(bytes: Uint8Array): number {
  let line = 1
  for (let from = 0; from < bytes.length; line += 1) {
    const at = bytes.indexOf(10, from)
    const end = at < 0 ? bytes.length : at
    if (!isUtf8(bytes.subarray(from, end))) return line
    from = end + 1
  }
  return line
}
