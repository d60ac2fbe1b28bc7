import { isIP } from 'node:net'
import type { ApiContext } from './api.ts'

export interface Client {
  address: string
  userAgent: string | undefined
}

/** What the web server tells about a connection; absent in tests without one. */
interface Connection {
  incoming?: { socket?: { remoteAddress?: string } }
}

/**
 * Who sends the request, for counting tries, for the list of sessions and for the audit log. Behind a proxy (a peer in a private network)
 * the address is the last one of X-Forwarded-For, which the proxy itself has added; it proves nothing and gives no right.
 */
export function clientOf(context: ApiContext): Client {
  const peer = (context.env as Connection | undefined)?.incoming?.socket?.remoteAddress ?? ''
  const address = addressOf(peer, context.req.header('x-forwarded-for'))
  return { address, userAgent: context.req.header('user-agent')?.slice(0, 500) }
}

/** The same from what the web server has of a request. */
export function addressOf(peer: string, header: string | string[] | undefined): string {
  const forwarded = [header].flat().at(-1)?.split(',').at(-1)?.trim() ?? ''
  return isPrivate(peer) && isIP(forwarded) !== 0 ? forwarded : peer
}

function isPrivate(address: string): boolean {
  return /^(::ffff:)?(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/i.test(address)
}
