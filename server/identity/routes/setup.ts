import { createRoute } from '@hono/zod-openapi'
import type { Api } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { signInUser } from '../actions/sessions.ts'
import { setUp, setupNeeded } from '../actions/setup.ts'
import { clientOf } from '../../kernel/http/client.ts'
import type { Logins } from '../logins.ts'
import { answer, body } from './json.ts'
import { setupRequest, setupView } from './schemas.ts'
import { answerSession, sessionAnswer } from './session.ts'

const tags = ['Set-up']

const needed = createRoute({
  method: 'get',
  path: '/setup',
  tags,
  summary: 'Whether nobody can sign in yet who may change the set-up',
  responses: answer(setupView, 'Whether set-up is needed'),
})

const create = createRoute({
  method: 'post',
  path: '/setup',
  tags,
  summary: 'Create the organization and its owner, with the one-time code that the server printed',
  request: { body: body(setupRequest) },
  responses: sessionAnswer,
})

export function setupRoutes(api: Api, kernel: Kernel, logins: Logins): void {
  api.openapi(needed, async (context) => context.json({ needed: await setupNeeded(kernel) }, 200))
  api.openapi(create, async (context) => {
    const { code, name: ownerName, organization: name, ...rest } = context.req.valid('json')
    const owner = await setUp(kernel, logins, code, { ...rest, name, ownerName })
    const signedIn = await signInUser(kernel, logins, owner, rest.password, clientOf(context))
    return context.json(await answerSession(context, kernel, signedIn), 200)
  })
}
