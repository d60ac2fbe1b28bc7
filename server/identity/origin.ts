import type { ApiContext } from '../kernel/http/api.ts'
import { Fault } from '../kernel/fault.ts'

const readingMethods = ['GET', 'HEAD', 'OPTIONS']

/** Types that a page of another site cannot send without asking first (a CORS preflight, which we never allow). */
const allowedTypes = /^(application\/json|application\/yaml|text\/yaml)\s*(;|$)/i

/**
 * A write that may carry a session cookie must come from our own pages: the browser says so in Sec-Fetch-Site or Origin,
 * and the body is of a type that a form of another site cannot send. Programs without a browser send neither header.
 */
export function requireOwnOrigin(context: ApiContext, publicUrl: string): void {
  if (readingMethods.includes(context.req.method)) return
  const site = context.req.header('sec-fetch-site')
  const origin = context.req.header('origin')
  const fromUs =
    site === undefined
      ? origin === undefined || isOwn(context, origin, publicUrl)
      : site === 'same-origin' || site === 'none'
  if (!fromUs) throw new Fault('forbidden', 'This request came from a page of another site and was not carried out.')
  requireSafeType(context)
}

function requireSafeType(context: ApiContext): void {
  const type = context.req.header('content-type')
  if (type === undefined ? !hasBody(context) : allowedTypes.test(type)) return
  throw new Fault('unsupported_media_type', 'Send the body as JSON, with "Content-Type: application/json".')
}

function hasBody(context: ApiContext): boolean {
  const length = context.req.header('content-length')
  return (length !== undefined && length !== '0') || context.req.header('transfer-encoding') !== undefined
}

/** The origin that the page shows which asks; whoever sends none is taken for one at our public address. */
export function ownOrigin(context: ApiContext, publicUrl: string): string {
  const origin = context.req.header('origin')
  return origin !== undefined && isOwn(context, origin, publicUrl) ? origin : new URL(publicUrl).origin
}

function isOwn(context: ApiContext, origin: string, publicUrl: string): boolean {
  if (origin === new URL(publicUrl).origin) return true
  const { host } = context.req.header()
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
}
