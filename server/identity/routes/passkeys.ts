import { createRoute, z } from '@hono/zod-openapi'
import {
  newPasskey,
  passkeyAdded,
  passkeyAnswer,
  passkeyList,
  passkeyOptions,
  passkeyRenamed,
} from '../../../contract/sign-in.ts'
import type { Api, ApiContext } from '../../kernel/http/api.ts'
import { personOf } from '../../kernel/http/api.ts'
import { clientOf } from '../../kernel/http/client.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { beginPasskeySignIn, signInByPasskey } from '../actions/passkey-sign-in.ts'
import { addPasskey, beginPasskey, removePasskey, renamePasskey, showPasskeys } from '../actions/passkeys.ts'
import type { Logins } from '../logins.ts'
import { ownOrigin } from '../origin.ts'
import type { RelyingParty } from '../passkey/verify.ts'
import { answer, body, noContent } from './json.ts'
import { answerSession, sessionAnswer } from './session.ts'

const idParam = z.object({ id: z.uuid() })
const mine = ['My account']

const askSignIn = createRoute({
  method: 'post',
  path: '/session/passkey/options',
  tags: ['Session'],
  summary: 'What to ask a passkey with (`navigator.credentials.get`); valid for five minutes',
  responses: answer(passkeyOptions, 'The options as JSON'),
})
const begin = createRoute({
  method: 'post',
  path: '/session/passkey',
  tags: ['Session'],
  summary: 'Sign in with a passkey',
  request: { body: body(passkeyAnswer) },
  responses: sessionAnswer,
})
const list = createRoute({
  method: 'get',
  path: '/me/passkeys',
  tags: mine,
  summary: 'Your passkeys',
  responses: answer(passkeyList, 'The passkeys, oldest first'),
})
const ask = createRoute({
  method: 'post',
  path: '/me/passkeys/options',
  tags: mine,
  summary: 'What to make a passkey with (`navigator.credentials.create`); valid for five minutes',
  responses: answer(passkeyOptions, 'The options as JSON'),
})
const add = createRoute({
  method: 'post',
  path: '/me/passkeys',
  tags: mine,
  summary: 'Add a passkey',
  request: { body: body(newPasskey) },
  responses: answer(passkeyAdded, 'The passkey'),
})
const rename = createRoute({
  method: 'patch',
  path: '/me/passkeys/{id}',
  tags: mine,
  summary: 'Rename a passkey',
  request: { params: idParam, body: body(passkeyRenamed) },
  responses: answer(passkeyAdded, 'The passkey'),
})
const remove = createRoute({
  method: 'delete',
  path: '/me/passkeys/{id}',
  tags: mine,
  summary: 'Remove a passkey',
  request: { params: idParam },
  responses: noContent,
})

export function passkeyRoutes(api: Api, kernel: Kernel, logins: Logins): void {
  const partyOf = (context: ApiContext): RelyingParty => {
    const origin = ownOrigin(context, kernel.publicUrl())
    return { origin, id: new URL(origin).hostname }
  }
  api.openapi(askSignIn, async (context) => {
    return context.json(await beginPasskeySignIn(kernel, partyOf(context)), 200)
  })
  api.openapi(begin, async (context) => {
    const given = { party: partyOf(context), ...context.req.valid('json') }
    const signedIn = await signInByPasskey(kernel, logins, given, clientOf(context))
    return context.json(await answerSession(context, kernel, signedIn), 200)
  })
  addOwn(api, kernel, partyOf)
}

function addOwn(api: Api, kernel: Kernel, partyOf: (context: ApiContext) => RelyingParty): void {
  api.openapi(list, async (context) => {
    return context.json({ items: await showPasskeys(kernel, personOf(context)), nextCursor: null }, 200)
  })
  api.openapi(ask, async (context) => {
    return context.json(await beginPasskey(kernel, personOf(context), partyOf(context)), 200)
  })
  api.openapi(add, async (context) => {
    const made = await addPasskey(kernel, personOf(context), partyOf(context), context.req.valid('json'))
    return context.json(made, 200)
  })
  api.openapi(rename, async (context) => {
    const { id } = context.req.valid('param')
    return context.json(await renamePasskey(kernel, personOf(context), id, context.req.valid('json').name), 200)
  })
  api.openapi(remove, async (context) => {
    await removePasskey(kernel, personOf(context), context.req.valid('param').id)
    return context.body(null, 204)
  })
}
