import { createRoute, z } from '@hono/zod-openapi'
import { key } from '../../../contract/keys.ts'
import { linkSent } from '../../../contract/people.ts'
import type { Api } from '../../kernel/http/api.ts'
import { callerOf } from '../../kernel/http/api.ts'
import { shownOnce } from '../../kernel/http/idempotency.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { accept, requestPasswordReset, resetPassword, viewInvitation } from '../actions/invitations.ts'
import { sendInvitation, sendPasswordReset } from '../actions/send-links.ts'
import { signInUser } from '../actions/sessions.ts'
import { clientOf } from '../../kernel/http/client.ts'
import type { Logins } from '../logins.ts'
import type { IdentityPorts } from '../types.ts'
import { answer, body, noContent } from './json.ts'
import { invitationView, passwordRequest, resetRequest, tokenParam } from './schemas.ts'
import { answerSession, sessionAnswer } from './session.ts'

const tags = ['Session']

const invitation = createRoute({
  method: 'get',
  path: '/invitations/{token}',
  tags,
  summary: 'Whom an invitation is for',
  request: { params: tokenParam },
  responses: answer(invitationView, 'The person and the organization'),
})
const join = createRoute({
  method: 'post',
  path: '/invitations/{token}',
  tags,
  summary: 'Choose a password and sign in; works once',
  request: { params: tokenParam, body: body(passwordRequest) },
  responses: sessionAnswer,
})
const forgot = createRoute({
  method: 'post',
  path: '/password-reset',
  tags,
  summary: 'Have a link sent with which to choose a new password; the answer is the same for unknown addresses',
  request: { body: body(resetRequest) },
  responses: noContent,
})
const reset = createRoute({
  method: 'post',
  path: '/password-reset/{token}',
  tags,
  summary: 'Choose a new password; works once and ends all sessions',
  request: { params: tokenParam, body: body(passwordRequest) },
  responses: noContent,
})

const personParam = z.object({ key })
const inviteAgain = createRoute({
  method: 'post',
  path: '/users/{key}/invitation',
  tags: ['People'],
  summary: 'Invite somebody again; the earlier invitation stops working',
  request: { params: personParam },
  responses: answer(linkSent, 'How it went out, and the link where no mail server carries it'),
})
const resetFor = createRoute({
  method: 'post',
  path: '/users/{key}/password-reset',
  tags: ['People'],
  summary: 'Send somebody a link to choose a new password',
  request: { params: personParam },
  responses: answer(linkSent, 'How it went out, and the link where no mail server carries it'),
})

/** Links for others, by those who look after people. */
function linkRoutes(api: Api, kernel: Kernel, logins: Logins, ports: IdentityPorts): void {
  api.openapi(inviteAgain, async (context) => {
    const caller = callerOf(context, 'config.write')
    return context.json(await sendInvitation(kernel, ports, caller, context.req.valid('param').key), 200, shownOnce)
  })
  api.openapi(resetFor, async (context) => {
    const caller = callerOf(context, 'config.write')
    const { key: name } = context.req.valid('param')
    return context.json(await sendPasswordReset(kernel, ports, logins, caller, name), 200, shownOnce)
  })
}

export function passwordRoutes(api: Api, kernel: Kernel, logins: Logins, ports: IdentityPorts): void {
  linkRoutes(api, kernel, logins, ports)
  api.openapi(invitation, async (context) => {
    return context.json(await viewInvitation(kernel, context.req.valid('param').token), 200)
  })
  api.openapi(join, async (context) => {
    const { password } = context.req.valid('json')
    const client = clientOf(context)
    const user = await accept(kernel, logins, context.req.valid('param').token, password, client)
    const signedIn = await signInUser(kernel, logins, user, password, client)
    return context.json(await answerSession(context, kernel, signedIn), 200)
  })
  api.openapi(forgot, async (context) => {
    const { email } = context.req.valid('json')
    await requestPasswordReset(kernel, ports, logins, email, clientOf(context).address)
    return context.body(null, 204)
  })
  api.openapi(reset, async (context) => {
    const { password } = context.req.valid('json')
    await resetPassword(kernel, logins, context.req.valid('param').token, password, clientOf(context))
    return context.body(null, 204)
  })
}
