import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Permission } from '../../../contract/permissions.ts'
import { allows } from '../../../contract/permissions.ts'
import { Fault } from '../fault.ts'
import type { ApiEnv, Caller } from './env.ts'
import { problemOfZod } from './problem.ts'

export type { ApiEnv, Caller } from './env.ts'

export type Api = OpenAPIHono<ApiEnv>
export type ApiContext = Context<ApiEnv>

/** An API whose routes answer bad input with a problem document that names every wrong field. */
export function createApi(): Api {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw problemOfZod(result.error)
    },
  })
}

/** The caller, who must be allowed to do this; throws not_signed_in or forbidden. Deny is the default. */
export function callerOf(context: ApiContext, permission: Permission): Caller {
  const caller = signedIn(context)
  if (!allows(caller.role, permission)) {
    throw new Fault(
      'forbidden',
      `This needs the permission ${permission}, which the role ${caller.role} does not have.`,
    )
  }
  return caller
}

/** The caller, whatever the role: for what everybody may do with their own things. */
export function signedIn(context: ApiContext): Caller {
  const caller = context.get('caller')
  if (context.get('factorMissing')) {
    throw new Fault(
      'second_factor_missing',
      'A second factor is required here. Set up a passkey or an authenticator app under /api/v1/me first.',
    )
  }
  if (!caller) throw new Fault('not_signed_in', 'Sign in, or send an API key as "Authorization: Bearer pk_…".')
  return caller
}

/** The caller as a person; API keys have no profile of their own. */
export function personOf(context: ApiContext): Caller & { userId: string } {
  const caller = signedIn(context)
  if (caller.userId === undefined) throw new Fault('forbidden', 'This is for people; an API key has no profile.')
  return { ...caller, userId: caller.userId }
}
