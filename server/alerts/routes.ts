import { createRoute } from '@hono/zod-openapi'
import type { z } from '@hono/zod-openapi'
import { alertQuery } from '../../contract/alert-list.ts'
import { alertDetail, alertList, createdAlert, newAlert, note, resolveQuery, timeline } from '../../contract/alerts.ts'
import { snoozing } from '../../contract/by-hand.ts'
import { parseDuration } from '../../contract/durations.ts'
import { audit } from '../audit/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { actorOf } from '../kernel/http/actor.ts'
import type { Api, Caller } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { listEntries } from '../timeline/index.ts'
import { acknowledge, addNote, resolve, resolveMembers, unacknowledge } from './answer.ts'
import { cursorAt, listAlerts } from './list.ts'
import { createManual } from './own.ts'
import type { AlertPorts } from './ports.ts'
import { presentAlert } from './present.ts'
import { answererOf, existing, inside, json, oneAlert, detailOf, standingOf } from './show.ts'
import { snooze, unsnooze } from './snooze.ts'

const list = createRoute({
  method: 'get',
  path: '/alerts',
  tags: ['Alerts'],
  summary: 'Alerts, newest first',
  request: { query: alertQuery },
  responses: { 200: json(alertList, 'A page of alerts') },
})

const get = createRoute({
  method: 'get',
  path: '/alerts/{id}',
  tags: ['Alerts'],
  summary: 'One alert with its pages and deliveries',
  request: { params: oneAlert },
  responses: { 200: json(alertDetail, 'The alert') },
})

const create = createRoute({
  method: 'post',
  path: '/alerts',
  tags: ['Alerts'],
  summary: 'Raise an alert by hand',
  request: { body: { required: true, content: { 'application/json': { schema: newAlert } } } },
  responses: { 201: json(createdAlert, 'The new alert') },
})

const verb = (name: keyof typeof verbs, summary: string) =>
  createRoute({
    method: 'post',
    path: `/alerts/{id}/${name}`,
    tags: ['Alerts'],
    summary,
    request: { params: oneAlert, ...(name === 'resolve' && { query: resolveQuery }) },
    responses: { 200: json(alertDetail, 'The alert as it stands now') },
  })

const addNoteRoute = createRoute({
  method: 'post',
  path: '/alerts/{id}/notes',
  tags: ['Alerts'],
  summary: 'Write a note into the timeline',
  request: { params: oneAlert, body: { required: true, content: { 'application/json': { schema: note } } } },
  responses: { 201: json(timeline, 'The timeline with the note') },
})

const snoozeRoute = createRoute({
  method: 'post',
  path: '/alerts/{id}/snooze',
  tags: ['Alerts'],
  summary: 'Quiet for a while: acknowledged until then, afterwards it is triggered and pages anew',
  request: { params: oneAlert, body: { required: true, content: { 'application/json': { schema: snoozing } } } },
  responses: { 200: json(alertDetail, 'The alert as it stands now') },
})

const getTimeline = createRoute({
  method: 'get',
  path: '/alerts/{id}/timeline',
  tags: ['Alerts'],
  summary: 'The whole story of an alert, oldest first',
  request: { params: oneAlert },
  responses: { 200: json(timeline, 'The timeline') },
})

const verbs = { acknowledge, unacknowledge, resolve, unsnooze }

export function alertRoutes(kernel: Kernel, ports: AlertPorts): Api {
  const api = createApi()
  api.openapi(list, async (context) => {
    const caller = callerOf(context, 'alerts.read')
    const query = context.req.valid('query')
    return context.json(await listPage(kernel, ports, caller, query), 200)
  })
  api.openapi(get, async (context) => {
    const caller = callerOf(context, 'alerts.read')
    const { id } = context.req.valid('param')
    return context.json(await inside(kernel, caller, (work) => detailOf(kernel, ports, work, id)), 200)
  })
  api.openapi(create, async (context) => {
    const caller = callerOf(context, 'alerts.create')
    const body = context.req.valid('json')
    const id = await inside(kernel, caller, async (work) => {
      const references = await ports.resolveReferences(work.trx, body)
      const made = await createManual(work, { ...references, ...body, by: caller.name })
      const subject = { kind: 'alert', id: made, name: body.summary }
      audit(work, { action: 'alert.created', actor: actorOf(caller), subject, data: { ...body } })
      return made
    })
    const made = await inside(kernel, caller, (work) => detailOf(kernel, ports, work, id))
    // Without a policy nothing fails, and nobody comes: whoever raised it must not wait.
    const notice = made.policy === null ? kernel.i18n.in(caller.language)('systemalerts:manualWithoutPolicy') : null
    return context.json({ ...made, notice }, 201)
  })
  addVerbs(api, kernel, ports)
  addSnooze(api, kernel, ports)
  addTimeline(api, kernel)
  return api
}

function addVerbs(api: Api, kernel: Kernel, ports: AlertPorts): void {
  const summaries = {
    acknowledge: 'Acknowledge: everything stops for everybody',
    resolve: 'Resolve: final; a later event opens a new alert',
    unacknowledge: 'Give back: triggered again, the escalation goes on behind its last step',
    unsnooze: 'End a snooze: triggered again, the escalation begins anew',
  }
  for (const name of ['acknowledge', 'unacknowledge', 'resolve', 'unsnooze'] as const) {
    api.openapi(verb(name, summaries[name]), async (context) => {
      const caller = callerOf(context, 'alerts.answer')
      const { id } = context.req.valid('param')
      await inside(kernel, caller, async (work) => {
        const by = answererOf(context, caller)
        const { id: alertId } = await existing(work, id)
        if (name === 'resolve' && resolveQuery.parse(context.req.query()).members === 'true') {
          await resolveMembers(work, alertId, () => ports.membersBehind(work.trx, alertId), by)
        }
        await verbs[name](work, alertId, by)
      })
      return context.json(await inside(kernel, caller, (work) => detailOf(kernel, ports, work, id)), 200)
    })
  }
}

function addSnooze(api: Api, kernel: Kernel, ports: AlertPorts): void {
  api.openapi(snoozeRoute, async (context) => {
    const caller = callerOf(context, 'alerts.answer')
    const { id } = context.req.valid('param')
    const asked = context.req.valid('json')
    await inside(kernel, caller, async (work) => {
      const until =
        asked.until === undefined
          ? work.now.add({ seconds: parseDuration(asked.for!)! })
          : Temporal.Instant.from(asked.until)
      await snooze(work, (await existing(work, id)).id, until, answererOf(context, caller))
    })
    return context.json(await inside(kernel, caller, (work) => detailOf(kernel, ports, work, id)), 200)
  })
}

function addTimeline(api: Api, kernel: Kernel): void {
  api.openapi(addNoteRoute, async (context) => {
    const caller = callerOf(context, 'alerts.answer')
    const { id } = context.req.valid('param')
    const { text } = context.req.valid('json')
    await inside(kernel, caller, async (work) => {
      await addNote(work, (await existing(work, id)).id, answererOf(context, caller), text)
    })
    return context.json(await inside(kernel, caller, (work) => story(work, id)), 201)
  })
  api.openapi(getTimeline, async (context) => {
    const caller = callerOf(context, 'alerts.read')
    const { id } = context.req.valid('param')
    return context.json(await inside(kernel, caller, (work) => story(work, id)), 200)
  })
}

async function listPage(
  kernel: Kernel,
  ports: AlertPorts,
  caller: Caller,
  query: z.output<typeof alertQuery>,
): Promise<z.output<typeof alertList>> {
  return inside(kernel, caller, async ({ trx, now }) => {
    const rows = await listAlerts(trx, query, caller.userId)
    const page = rows.slice(0, query.limit)
    const standing = await standingOf(ports, trx, page, now)
    return {
      items: page.map((row) => presentAlert(row, standing(row.id), kernel.publicUrl())),
      nextCursor: rows.length > query.limit ? cursorAt(page.at(-1)!) : null,
    }
  })
}

async function story(work: Work, id: string) {
  const { id: alertId } = await existing(work, id)
  const entries = await listEntries(work.trx, alertId)
  return { items: entries.map((entry) => ({ ...entry, at: entry.at.toString() })), nextCursor: null }
}
