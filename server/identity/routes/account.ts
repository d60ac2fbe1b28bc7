import { createRoute, z } from '@hono/zod-openapi'
import { key } from '../../../contract/keys.ts'
import {
  codeGiven,
  enrolment,
  factorCoverage,
  proof,
  recoveryCodes,
  secondFactorView,
  sessionList,
  signInState,
} from '../../../contract/sign-in.ts'
import type { Api } from '../../kernel/http/api.ts'
import { callerOf, personOf } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { changePassword, endOtherSessions, endSession, listSessions } from '../actions/own-sessions.ts'
import { confirm, enrol, renewRecoveryCodes, switchOff, viewSecondFactor } from '../actions/second-factor.ts'
import { factorCoverage as readCoverage } from '../actions/required-factor.ts'
import { resetSignIn, viewSignIn } from '../actions/sign-in-reset.ts'
import type { Logins } from '../logins.ts'
import type { IdentityPorts } from '../types.ts'
import { answer, body, noContent } from './json.ts'
import { passwordChange } from './schemas.ts'

const tags = ['My account']
const keyParam = z.object({ key })

const sessions = createRoute({
  method: 'get',
  path: '/me/sessions',
  tags,
  summary: 'Where you are signed in',
  responses: answer(sessionList, 'Your sessions, those seen last first'),
})
const endOthers = createRoute({
  method: 'delete',
  path: '/me/sessions',
  tags,
  summary: 'End every session but this one',
  responses: noContent,
})
const endOne = createRoute({
  method: 'delete',
  path: '/me/sessions/{id}',
  tags,
  summary: 'End one of your sessions',
  request: { params: z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/) }) },
  responses: noContent,
})
const password = createRoute({
  method: 'put',
  path: '/me/password',
  tags,
  summary: 'Change your password; ends every other session',
  request: { body: body(passwordChange) },
  responses: noContent,
})
const factor = createRoute({
  method: 'get',
  path: '/me/second-factor',
  tags,
  summary: 'Whether a code of an authenticator app is asked for after your password',
  responses: answer(secondFactorView, 'The second factor'),
})
const begin = createRoute({
  method: 'post',
  path: '/me/second-factor',
  tags,
  summary: 'A new secret for an authenticator app; it counts once a code of it is confirmed',
  responses: answer(enrolment, 'The secret'),
})
const confirmCode = createRoute({
  method: 'post',
  path: '/me/second-factor/confirm',
  tags,
  summary: 'Switch the second factor on by a first code; answers with ten recovery codes, this once',
  request: { body: body(codeGiven) },
  responses: answer(recoveryCodes, 'The recovery codes'),
})
const renew = createRoute({
  method: 'post',
  path: '/me/second-factor/recovery-codes',
  tags,
  summary: 'Ten new recovery codes, by a code of the app; the old ones no longer work',
  request: { body: body(codeGiven) },
  responses: answer(recoveryCodes, 'The recovery codes'),
})
const off = createRoute({
  method: 'post',
  path: '/me/second-factor/off',
  tags,
  summary: 'Switch the second factor off, by the password or a code',
  request: { body: body(proof) },
  responses: noContent,
})
const signInOf = createRoute({
  method: 'get',
  path: '/users/{key}/sign-in',
  tags: ['People'],
  summary: 'How a person can sign in',
  request: { params: keyParam },
  responses: answer(signInState, 'Password, invitation, passkeys, second factor'),
})
const reset = createRoute({
  method: 'post',
  path: '/users/{key}/sign-in/reset',
  tags: ['People'],
  summary: 'Remove the passkeys and the second factor of a person who has lost them, and end every session',
  request: { params: keyParam },
  responses: noContent,
})

const coverage = createRoute({
  method: 'get',
  path: '/second-factors',
  tags: ['People'],
  summary: 'Who of those that can sign in has no second factor',
  responses: answer(factorCoverage, 'Whether one is required, and who has none'),
})

/** A person's own sessions, password and second factor, and the help for those who have lost it. */
export function accountRoutes(api: Api, kernel: Kernel, logins: Logins, ports: IdentityPorts): void {
  addSessions(api, kernel, logins)
  addSecondFactor(api, kernel, logins)
  api.openapi(coverage, async (context) => {
    const { orgId } = callerOf(context, 'config.read')
    return context.json(await readCoverage(kernel, orgId), 200)
  })
  api.openapi(signInOf, async (context) => {
    const caller = callerOf(context, 'config.read')
    return context.json(await viewSignIn(kernel, caller, context.req.valid('param').key), 200)
  })
  api.openapi(reset, async (context) => {
    const caller = callerOf(context, 'config.write')
    await resetSignIn(kernel, logins, ports, caller, context.req.valid('param').key)
    return context.body(null, 204)
  })
}

function addSessions(api: Api, kernel: Kernel, logins: Logins): void {
  api.openapi(sessions, async (context) => {
    const items = await listSessions(kernel, logins, personOf(context), context.req.raw.headers)
    return context.json({ items, nextCursor: null }, 200)
  })
  api.openapi(endOthers, async (context) => {
    await endOtherSessions(kernel, logins, personOf(context), context.req.raw.headers)
    return context.body(null, 204)
  })
  api.openapi(endOne, async (context) => {
    await endSession(kernel, logins, personOf(context), context.req.valid('param').id)
    return context.body(null, 204)
  })
  api.openapi(password, async (context) => {
    const given = { ...context.req.valid('json'), headers: context.req.raw.headers }
    await changePassword(kernel, logins, personOf(context), given)
    return context.body(null, 204)
  })
}

function addSecondFactor(api: Api, kernel: Kernel, logins: Logins): void {
  api.openapi(factor, async (context) => context.json(await viewSecondFactor(kernel, personOf(context)), 200))
  api.openapi(begin, async (context) => context.json(await enrol(kernel, personOf(context)), 200))
  api.openapi(confirmCode, async (context) => {
    const { code } = context.req.valid('json')
    return context.json({ recoveryCodes: await confirm(kernel, logins, personOf(context), code) }, 200)
  })
  api.openapi(renew, async (context) => {
    const { code } = context.req.valid('json')
    return context.json({ recoveryCodes: await renewRecoveryCodes(kernel, logins, personOf(context), code) }, 200)
  })
  api.openapi(off, async (context) => {
    await switchOff(kernel, logins, personOf(context), context.req.valid('json'))
    return context.body(null, 204)
  })
}
