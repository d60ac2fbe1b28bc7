import { createRoute, z } from '@hono/zod-openapi'
import { alertViewChange, newAlertView, savedView, savedViews } from '../../../contract/alert-list.ts'
import type { Api } from '../../kernel/http/api.ts'
import { createApi, personOf } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { inside, json } from '../show.ts'
import { changeView, removeView, saveView, showViews } from './actions.ts'

const params = z.object({ id: z.uuid() })
const tags = ['Views of the alert list']

const list = createRoute({
  method: 'get',
  path: '/alert-views',
  tags,
  summary: 'Your saved views of the alert list, and those that are shared',
  responses: { 200: json(savedViews, 'The views, by name') },
})

const create = createRoute({
  method: 'post',
  path: '/alert-views',
  tags,
  summary: 'Save a view: filters, order and grouping under a name',
  request: { body: { required: true, content: { 'application/json': { schema: newAlertView } } } },
  responses: { 201: json(savedView, 'The new view') },
})

const change = createRoute({
  method: 'patch',
  path: '/alert-views/{id}',
  tags,
  summary: 'Change a view, or begin with it',
  request: { params, body: { required: true, content: { 'application/json': { schema: alertViewChange } } } },
  responses: { 200: json(savedView, 'The view as it stands now') },
})

const remove = createRoute({
  method: 'delete',
  path: '/alert-views/{id}',
  tags,
  summary: 'Remove a view',
  request: { params },
  responses: { 204: { description: 'It is removed' } },
})

/** Views belong to people: an API key has none. */
export function alertViewRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(list, async (context) => {
    const person = personOf(context)
    const items = await inside(kernel, person, (work) => showViews(work, person))
    return context.json({ items, nextCursor: null }, 200)
  })
  api.openapi(create, async (context) => {
    const person = personOf(context)
    const body = context.req.valid('json')
    return context.json(await inside(kernel, person, (work) => saveView(work, person, body)), 201)
  })
  api.openapi(change, async (context) => {
    const person = personOf(context)
    const { id } = context.req.valid('param')
    const body = context.req.valid('json')
    return context.json(await inside(kernel, person, (work) => changeView(work, person, id, body)), 200)
  })
  api.openapi(remove, async (context) => {
    const person = personOf(context)
    const { id } = context.req.valid('param')
    await inside(kernel, person, (work) => removeView(work, person, id))
    return context.body(null, 204)
  })
  return api
}
