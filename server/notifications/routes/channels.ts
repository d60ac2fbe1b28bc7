import { createRoute } from '@hono/zod-openapi'
import { channelState, mailTrial, mailTrialResult } from '../../../contract/channels.ts'
import type { Api } from '../../kernel/http/api.ts'
import { callerOf, createApi } from '../../kernel/http/api.ts'
import { showChannels } from '../actions/channels.ts'
import { tryMail } from '../actions/try-mail.ts'
import type { NotificationParts } from '../parts.ts'
import { body, json } from './schemas.ts'

const tags = ['Channels']

const state = createRoute({
  method: 'get',
  path: '/channels',
  tags,
  summary: 'How messages of each channel leave the house, and how many contacts they can reach',
  responses: { 200: json(channelState, 'Every channel there is') },
})

const trial = createRoute({
  method: 'post',
  path: '/channels/email/test',
  tags,
  summary: 'Send a mail at once, with the saved settings or with others, and say what the mail server answered',
  request: { body: body(mailTrial) },
  responses: { 200: json(mailTrialResult, 'What came of it') },
})

/** To be mounted under /api/v1. */
export function channelRoutes(parts: NotificationParts): Api {
  const api = createApi()
  const { work } = parts.kernel
  api.openapi(state, async (context) => {
    const { orgId } = callerOf(context, 'config.read')
    const { publicKey } = await parts.vapid()
    return context.json(await work.inOrganization(orgId, (inside) => showChannels(inside, parts, publicKey)), 200)
  })
  api.openapi(trial, async (context) => {
    const caller = callerOf(context, 'config.write')
    return context.json(await tryMail(parts, caller, context.req.valid('json')), 200)
  })
  return api
}
