import { createRoute } from '@hono/zod-openapi'
import type { Api } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { accept, requestPasswordReset, resetPassword, viewInvitation } from '../actions/invitations.ts'
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

export function passwordRoutes(api: Api, kernel: Kernel, logins: Logins, ports: IdentityPorts): void {
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
