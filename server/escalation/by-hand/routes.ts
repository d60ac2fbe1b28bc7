import { createRoute } from '@hono/zod-openapi'
import { alertDetail } from '../../../contract/alerts.ts'
import { addingResponders, escalating, reassigning, responderList, respondersAdded } from '../../../contract/by-hand.ts'
import { answererOf, existing, inside, json, oneAlert, detailOf } from '../../alerts/index.ts'
import type { AlertPorts } from '../../alerts/index.ts'
import type { Api } from '../../kernel/http/api.ts'
import { callerOf, createApi } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { getEscalations } from '../store/escalations.ts'
import { escalateByHand } from './escalate.ts'
import { showResponders } from './present.ts'
import { reassign } from './reassign.ts'
import { addResponders } from './responders.ts'

const escalateRoute = createRoute({
  method: 'post',
  tags: ['Alerts'],
  path: '/alerts/{id}/escalate',
  summary: 'Go to the next step, to a named one, or to named people, now',
  request: { params: oneAlert, body: { required: false, content: { 'application/json': { schema: escalating } } } },
  responses: { 200: json(alertDetail, 'The alert as it stands now') },
})

const reassignRoute = createRoute({
  method: 'post',
  tags: ['Alerts'],
  path: '/alerts/{id}/reassign',
  summary: 'Give it to others: nobody else is bothered, unless they do not answer',
  request: { params: oneAlert, body: { required: true, content: { 'application/json': { schema: reassigning } } } },
  responses: { 200: json(alertDetail, 'The alert as it stands now') },
})

const addRoute = createRoute({
  method: 'post',
  tags: ['Alerts'],
  path: '/alerts/{id}/responders',
  summary: 'Page more people, stopping nobody',
  request: {
    params: oneAlert,
    body: { required: true, content: { 'application/json': { schema: addingResponders } } },
  },
  responses: { 200: json(respondersAdded, 'Who was paged, who is on it already, and who cannot be reached') },
})

const listRoute = createRoute({
  method: 'get',
  path: '/alerts/{id}/responders',
  tags: ['Alerts'],
  summary: 'Everybody who is or was on it, and who comes next',
  request: { params: oneAlert },
  responses: { 200: json(responderList, 'People, in the order in which they were paged first') },
})

/** What people do with an alert beyond answering it. */
export function byHandRoutes(kernel: Kernel, ports: AlertPorts): Api {
  const api = createApi()
  api.openapi(escalateRoute, async (context) => {
    const caller = callerOf(context, 'alerts.answer')
    const { id } = context.req.valid('param')
    const asked = context.req.valid('json') ?? {}
    const by = answererOf(context, caller)
    await inside(kernel, caller, async (work) => escalateByHand(work, (await existing(work, id)).id, by, asked))
    return context.json(await inside(kernel, caller, (work) => detailOf(kernel, ports, work, id)), 200)
  })
  api.openapi(reassignRoute, async (context) => {
    const caller = callerOf(context, 'alerts.answer')
    const { id } = context.req.valid('param')
    const { to } = context.req.valid('json')
    const by = answererOf(context, caller)
    await inside(kernel, caller, async (work) => reassign(work, (await existing(work, id)).id, by, to))
    return context.json(await inside(kernel, caller, (work) => detailOf(kernel, ports, work, id)), 200)
  })
  addResponderRoutes(api, kernel)
  return api
}

function addResponderRoutes(api: Api, kernel: Kernel): void {
  api.openapi(addRoute, async (context) => {
    const caller = callerOf(context, 'alerts.answer')
    const { id } = context.req.valid('param')
    const asked = context.req.valid('json')
    const by = answererOf(context, caller)
    const answer = await inside(kernel, caller, async (work) =>
      addResponders(work, (await existing(work, id)).id, by, asked),
    )
    return context.json(answer, 200)
  })
  api.openapi(listRoute, async (context) => {
    const caller = callerOf(context, 'alerts.read')
    const { id } = context.req.valid('param')
    const items = await inside(kernel, caller, async (work) => {
      const alert = await existing(work, id)
      return showResponders(work, alert, (await getEscalations(work.trx, [alert.id])).get(alert.id))
    })
    return context.json({ items }, 200)
  })
}
