import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Fault } from '../fault.ts'
import type { ApiEnv } from './api.ts'

/** The longest thing that is sent to the API is a configuration file. */
const mostBytes = 2_000_000

/** What no request to the API may exceed or contain, before anybody looks at who sent it. */
export function bounds(): MiddlewareHandler<ApiEnv>[] {
  const tooLarge = () => {
    throw new Fault('too_large', 'A request to the API has at most 2 MB.')
  }
  return [refuseNul, bodyLimit({ maxSize: mostBytes, onError: tooLarge })]
}

/** No text in the database can hold NUL, so nothing is named by it. */
const refuseNul: MiddlewareHandler<ApiEnv> = (context, next) => {
  if (context.req.url.includes('%00')) throw new Fault('invalid_request', 'The address holds the character NUL (%00).')
  return next()
}
