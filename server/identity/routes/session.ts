import { createRoute } from '@hono/zod-openapi'
import type { Api, ApiContext } from '../../kernel/http/api.ts'
import { personOf } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { SessionView } from '../actions/sessions.ts'
import { dismissWelcome, signOut, updateProfile, viewSession } from '../actions/sessions.ts'
import type { Browser, SignedIn } from '../actions/sign-in.ts'
import { signIn } from '../actions/sign-in.ts'
import { setCookies } from '../authenticate.ts'
import { clientOf } from '../../kernel/http/client.ts'
import type { Logins } from '../logins.ts'
import { commit, version } from '../version.ts'
import { answer, body, noContent } from './json.ts'
import { profileChange, sessionView, signInRequest, userView, welcomeChange } from './schemas.ts'

const tags = ['Session']

export const sessionAnswer = answer(sessionView, 'Who is signed in, where, and what the role allows')

const begin = createRoute({
  method: 'post',
  path: '/session',
  tags,
  summary: 'Sign in with e-mail address and password, and the code of the second factor where it is on',
  request: { body: body(signInRequest) },
  responses: sessionAnswer,
})
const read = createRoute({
  method: 'get',
  path: '/session',
  tags,
  summary: 'Who is signed in',
  responses: sessionAnswer,
})
const end = createRoute({ method: 'delete', path: '/session', tags, summary: 'Sign out', responses: noContent })
const me = createRoute({
  method: 'get',
  path: '/me',
  tags,
  summary: 'The own profile',
  responses: answer(userView, 'The person who is signed in'),
})
const changeMe = createRoute({
  method: 'patch',
  path: '/me',
  tags,
  summary: 'Change the own name, language or time zone',
  request: { body: body(profileChange) },
  responses: answer(userView, 'The person as changed'),
})

const welcome = createRoute({
  method: 'put',
  path: '/me/welcome',
  tags,
  summary: 'Put the first ten minutes away, or bring them back',
  request: { body: body(welcomeChange) },
  responses: noContent,
})

/** Hands over the cookies of a session that has just begun, and who it belongs to. */
export async function answerSession(
  context: ApiContext,
  kernel: Kernel,
  signedIn: SignedIn,
): Promise<SessionView & { version: string; commit: string | null }> {
  setCookies(context, signedIn.cookies)
  return { ...(await viewSession(kernel, signedIn.orgId, signedIn.userId)), version, commit }
}

function browserOf(context: ApiContext, kernel: Kernel): Browser {
  const secure = kernel.publicUrl().startsWith('https:')
  return { ...clientOf(context), cookies: context.req.header('cookie'), secure }
}

export function sessionRoutes(api: Api, kernel: Kernel, logins: Logins): void {
  api.openapi(begin, async (context) => {
    const signedIn = await signIn(kernel, logins, context.req.valid('json'), browserOf(context, kernel))
    return context.json(await answerSession(context, kernel, signedIn), 200)
  })
  api.openapi(read, async (context) => {
    const { orgId, userId } = personOf(context)
    return context.json({ ...(await viewSession(kernel, orgId, userId)), version, commit }, 200)
  })
  api.openapi(end, async (context) => {
    setCookies(context, await signOut(kernel, logins, context.req.raw.headers, context.get('caller')))
    return context.body(null, 204)
  })
}

export function profileRoutes(api: Api, kernel: Kernel): void {
  api.openapi(me, async (context) => {
    const { orgId, userId } = personOf(context)
    return context.json((await viewSession(kernel, orgId, userId)).user, 200)
  })
  api.openapi(changeMe, async (context) => {
    const caller = personOf(context)
    const { orgId, userId } = caller
    await updateProfile(kernel, caller, context.req.valid('json'))
    return context.json((await viewSession(kernel, orgId, userId)).user, 200)
  })
  api.openapi(welcome, async (context) => {
    await dismissWelcome(kernel, personOf(context), context.req.valid('json').dismissed)
    return context.body(null, 204)
  })
}
