import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { HttpBindings } from '@hono/node-server'
import type { ApiContext } from '../kernel/http/api.ts'
import { clientOf } from '../kernel/http/client.ts'
import type { Arrival } from './request.ts'

/** A request of a sender as the web server has it. `path` is what the adapter or interface is to see. */
export function arrivalOf(context: ApiContext, path: string): Arrival {
  const { url } = context.req
  const question = url.indexOf('?')
  const incoming = incomingOf(context)
  const { body } = incoming ? { body: incoming } : bodyOf(context)
  return {
    method: context.req.method,
    path,
    search: question < 0 ? '' : url.slice(question),
    headers: incoming?.headers ?? context.req.header(),
    body,
    sender: () => clientOf(context).address,
  }
}

/** The address of whoever is connected: the sender, or the proxy in front; "" without a socket. */
export function peerOf(context: ApiContext): string {
  return incomingOf(context)?.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
}

const incomingOf = (context: ApiContext) => (context.env as Partial<HttpBindings> | undefined)?.incoming

/** Without a socket, as in a test that calls the app directly. */
function bodyOf(context: ApiContext): { body: Readable | undefined } {
  const stream = context.req.raw.body
  return { body: stream ? Readable.fromWeb(stream as ReadableStream) : undefined }
}
