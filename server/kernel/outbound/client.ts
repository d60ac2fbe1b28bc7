import http from 'node:http'
import https from 'node:https'
import { connect, isIP } from 'node:net'
import type { Socket } from 'node:net'
import type { Guard, Resolver } from './guard.ts'
import { createGuard, OutboundRefused } from './guard.ts'

export interface OutboundRequest {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: string | Uint8Array
  /** For everything: resolving, connecting, sending, and reading the answer. */
  timeoutMs: number
  /** More of the answer is not read. */
  maxResponseBytes: number
  signal?: AbortSignal
}

export interface OutboundResponse {
  status: number
  headers: http.IncomingHttpHeaders
  /** At most `maxResponseBytes` of it. */
  body: string
}

export class OutboundTimeout extends Error {}

/** Requests to addresses that people typed in. Redirects are not followed: they could lead anywhere. */
export interface Outbound {
  /** Throws OutboundRefused, OutboundTimeout, or the error of the network. An answer of any status is an answer. */
  request(request: OutboundRequest): Promise<OutboundResponse>
  /** A connected socket for other protocols, to a checked address. Throws as `request` does. */
  connect(host: string, port: number, timeoutMs: number): Promise<Socket>
  /** Closes idle connections. */
  close(): void
}

/** `allow`: networks (CIDR) that may be reached although they are not public. */
export function createOutbound(allow: readonly string[], resolver?: Resolver): Outbound {
  const guard = createGuard(allow, resolver)
  const agents = {
    'http:': new http.Agent({ keepAlive: true, timeout: 30_000 }),
    'https:': new https.Agent({ keepAlive: true, timeout: 30_000 }),
  }
  return {
    request: (request) => checkedRequest(guard, agents, request),
    connect: (host, port, timeoutMs) => checkedConnect(guard, host, port, timeoutMs),
    close: () => Object.values(agents).forEach((agent) => agent.destroy()),
  }
}

type Agents = { 'http:': http.Agent; 'https:': https.Agent }

async function checkedRequest(guard: Guard, agents: Agents, request: OutboundRequest): Promise<OutboundResponse> {
  const url = checkedUrl(request.url)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A literal address is connected to without asking `lookup`.
  if (isIP(host) !== 0) await guard.resolve(host)
  const timeout = AbortSignal.timeout(request.timeoutMs)
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout
  const attempt = () =>
    exchange(url, request, { agent: agents[url.protocol as keyof Agents], signal, lookup: guard.lookup })
  try {
    return await attempt().catch((error: Error) => {
      // The other side closed a kept connection at the moment we used it. Had it read the request, our key tells it so.
      if (error instanceof StaleConnection) return attempt()
      throw error
    })
  } catch (error) {
    if (timeout.aborted) throw new OutboundTimeout(`no answer within ${request.timeoutMs} ms`, { cause: error })
    throw error
  }
}

class StaleConnection extends Error {}

type Connection = Pick<http.RequestOptions, 'agent' | 'signal' | 'lookup'>

function exchange(url: URL, request: OutboundRequest, connection: Connection): Promise<OutboundResponse> {
  const send = url.protocol === 'https:' ? https.request : http.request
  return new Promise((resolve, reject) => {
    const outgoing = send(url, { ...connection, method: request.method, headers: request.headers }, (response) => {
      readAtMost(response, request.maxResponseBytes).then(
        (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        reject,
      )
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const stale = outgoing.reusedSocket && error.code === 'ECONNRESET'
      reject(stale ? new StaleConnection(error.message, { cause: error }) : error)
    })
    outgoing.end(request.body)
  })
}

async function readAtMost(response: http.IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    const bytes = chunk as Buffer
    chunks.push(bytes.subarray(0, maxBytes - size))
    size += bytes.length
    // Leaving the loop closes the connection: nobody can make us read for ever.
    if (size >= maxBytes) break
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Ports on which no web server answers but a protocol that could be made to obey us (the list that browsers keep). */
const otherProtocols = new Set(
  (
    '1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 ' +
    '514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6379 6566 6665 6666 6667 6668 6669 6679 6697 10080 11211'
  )
    .split(' ')
    .map(Number),
)

/** The URL parser has already written numbers such as 0x7f.1 or 2130706433 as plain addresses. */
function checkedUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url) throw new OutboundRefused('url', 'This is not a web address.')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new OutboundRefused('url', 'Only addresses that begin with https:// or http:// can be called.')
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutboundRefused('url', 'An address must not carry a name or password.')
  }
  if (otherProtocols.has(Number(url.port))) {
    throw new OutboundRefused('url', `Port ${url.port} belongs to another protocol than HTTP.`)
  }
  return url
}

async function checkedConnect(guard: Guard, host: string, port: number, timeoutMs: number): Promise<Socket> {
  if (isIP(host) !== 0) await guard.resolve(host)
  const socket = connect({ host, port, lookup: guard.lookup })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new OutboundTimeout(`no connection within ${timeoutMs} ms`))
      socket.destroy()
    }, timeoutMs)
    socket.once('connect', () => {
      clearTimeout(timer)
      resolve(socket)
    })
    // Stays on: a connection that breaks before its new owner listens must not end the process.
    socket.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
  })
}
