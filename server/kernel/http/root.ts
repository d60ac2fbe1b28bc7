import { Hono } from 'hono'
import { Fault } from '../fault.ts'
import type { Kernel } from '../kernel.ts'
import type { Api, ApiEnv } from './api.ts'
import { bounds } from './bounds.ts'
import { compact } from './compact.ts'
import { consoleFiles } from './console.ts'
import { answerError } from './problem.ts'
import { requestLog } from './request-log.ts'
import { sendSecurityHeaders } from './security.ts'
import type { Sender } from './shortcut.ts'

export interface Mounts {
  /** Answered without a caller: intake, pings, action links, health. */
  open: Hono<ApiEnv>[]
  /** Answers before the router, for what comes most often. */
  shortcut?: Sender
  /** Everything below /api/v1, and with it the console; absent where nobody is served. */
  api?: Api
}

/** The whole web server: request ids and log, errors as problem documents, what is mounted, and the console's files. */
export function createRoot(kernel: Kernel, mounts: Mounts): Hono<ApiEnv> {
  const root = new Hono<ApiEnv>()
  root.onError(answerError)
  root.use(requestLog(kernel))
  root.use(sendSecurityHeaders())
  for (const open of mounts.open) root.route('/', open)
  if (mounts.api !== undefined) mountApi(root, mounts.api)
  root.all('*', () => {
    throw new Fault('not_found', 'Nothing is served at this address.')
  })
  return root
}

function mountApi(root: Hono<ApiEnv>, api: Api): void {
  root.use('/api/*', ...bounds())
  root.use('/api/*', compact())
  root.route('/api/v1', api)
  root.all('/api/*', (context) => {
    throw notServed(api, context.req.method, context.req.path.slice('/api/v1'.length))
  })
  root.get('*', ...consoleFiles())
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Tells a wrong address from a wrong method: the second is the caller's easier mistake. */
function notServed(api: Api, method: string, path: string): Fault {
  const others = methods.filter((one) => one !== method && serves(api, one, path))
  if (others.length === 0) return new Fault('not_found', 'Nothing is served at this address. See /api/v1/openapi.json.')
  return new Fault('method_not_allowed', `This address takes ${others.join(' and ')}, not ${method}.`)
}

function serves(api: Api, method: string, path: string): boolean {
  return api.router.match(method, path)[0].some(([[, route]]) => route.method === method)
}
