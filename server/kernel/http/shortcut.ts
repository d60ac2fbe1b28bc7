import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Kernel } from '../kernel.ts'
import { hideSecrets, requestIdOf, requestSeconds } from './request-log.ts'
import { securityHeaders } from './security.ts'

/** An answer as plain values. */
export interface PlainAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

/** Answers requests of its own without the router; `undefined` for all others. What it returns never rejects. */
export type Sender = (request: IncomingMessage) => Promise<PlainAnswer> | undefined

/** Answers the request, or says that the router has to. */
export type Shortcut = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * The way around the router for what comes thousands of times a second: the same request id, headers, metrics and log line
 * as every other request gets, without the conversions to the web's Request and Response, which cost more than the work.
 */
export function createShortcut(kernel: Kernel, sender: Sender): Shortcut {
  const seconds = requestSeconds(kernel)
  return (request, response) => {
    const startedAt = performance.now()
    const answer = sender(request)
    if (answer === undefined) return false
    const requestId = requestIdOf(request.headers['x-request-id']) ?? randomUUID()
    const finish = ({ status, headers, body }: PlainAnswer) => {
      const took = (performance.now() - startedAt) / 1_000
      seconds.observe(request.method ?? '', status, took)
      const all = {
        ...securityHeaders,
        ...headers,
        'x-request-id': requestId,
        'content-length': Buffer.byteLength(body),
      }
      response.writeHead(status, all).end(body)
      if (status < 500 && !kernel.log.isLevelEnabled('debug')) return
      const line = { requestId, method: request.method, path: hideSecrets(request.url ?? ''), status }
      kernel.log[status >= 500 ? 'error' : 'debug']({ ...line, ms: Math.round(took * 1_000) }, 'request')
    }
    answer.then(finish, (error: Error) => {
      kernel.log.error({ requestId, error: error.stack ?? error.message }, 'a request failed')
      response.destroy()
    })
    return true
  }
}
