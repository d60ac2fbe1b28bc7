import { createRoute, z } from '@hono/zod-openapi'
import { notificationRules, ownContact } from '../../../contract/config/person.ts'
import { key } from '../../../contract/keys.ts'
import { rulesView, savedContact } from '../../../contract/people.ts'
import type { Api } from '../../kernel/http/api.ts'
import { personOf } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { putOwnContact, putOwnRules, removeOwnContact, showOwnRules } from '../actions/own-contacts.ts'
import { answer, body, noContent } from './json.ts'

const tags = ['My contacts']
const params = z.object({ key })

const put = createRoute({
  method: 'put',
  path: '/me/contacts/{key}',
  tags,
  summary: 'Add or change one of your contacts; a new address is not used before its code was entered',
  request: { params, body: body(ownContact) },
  responses: answer(savedContact, 'The contact as it is now'),
})

const remove = createRoute({
  method: 'delete',
  path: '/me/contacts/{key}',
  tags,
  summary: 'Remove one of your contacts; refused while notification rules use it, unless they go with it',
  request: { params, query: z.object({ withRules: z.enum(['true', 'false']).optional() }) },
  responses: noContent,
})

const rules = createRoute({
  method: 'get',
  path: '/me/notification-rules',
  tags,
  summary: 'When you are messaged on which contact',
  responses: answer(rulesView, 'The rules by urgency'),
})

const putRules = createRoute({
  method: 'put',
  path: '/me/notification-rules',
  tags,
  summary: 'Replace your notification rules; an urgency that is left out stays as it is',
  request: { body: body(notificationRules) },
  responses: answer(rulesView, 'The rules as they are now'),
})

/** What a person sets up for themselves. */
export function ownContactRoutes(api: Api, kernel: Kernel): void {
  api.openapi(put, async (context) => {
    const caller = personOf(context)
    return context.json(
      await putOwnContact(kernel, caller, context.req.valid('param').key, context.req.valid('json')),
      200,
    )
  })
  api.openapi(remove, async (context) => {
    const withRules = context.req.valid('query').withRules === 'true'
    await removeOwnContact(kernel, personOf(context), context.req.valid('param').key, withRules)
    return context.body(null, 204)
  })
  api.openapi(rules, async (context) => context.json(await showOwnRules(kernel, personOf(context)), 200))
  api.openapi(putRules, async (context) => {
    return context.json(await putOwnRules(kernel, personOf(context), context.req.valid('json')), 200)
  })
}
