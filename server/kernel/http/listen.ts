import { createServer } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { ApiEnv } from './api.ts'
import type { Shortcut } from './shortcut.ts'

export interface Listening {
  /** The address that it listens on, without a trailing slash. */
  url: string
  /** Takes no new connections, lets running requests finish, ends each connection with the answer that is under way. */
  close(): Promise<void>
}

/** A sender that dribbles its request is cut off: connections are few, senders are many. */
const requestTimeoutMs = 30_000
const headersTimeoutMs = 10_000

/** Longer than the usual 60 s of a proxy, so that it is never us who closes a connection that is being used. */
const keepAliveTimeoutMs = 75_000

/** How often connections are looked for whose last answer had already begun when it was decided that it is the last. */
const sweepMs = 50

/** Answers with `root` what the shortcut does not. Throws with words when the port is taken or may not be used. */
export async function listen(
  root: Hono<ApiEnv>,
  host: string,
  port: number,
  shortcut: Shortcut = () => false,
): Promise<Listening> {
  // Clients of HTTP/1.0 send no Host (wire A17); nothing of ours depends on it.
  const answer = getRequestListener(root.fetch, { hostname: 'localhost' })
  const underWay = new Set<ServerResponse>()
  let closing = false
  const server = createServer(
    { requestTimeout: requestTimeoutMs, headersTimeout: headersTimeoutMs, keepAliveTimeout: keepAliveTimeoutMs },
    (request, response) => {
      underWay.add(response)
      response.on('close', () => underWay.delete(response))
      if (closing) sayLast(response)
      if (!shortcut(request, response)) void answer(request, response)
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(inWords(error, host, port)))
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${name}:${actual}`,
    close() {
      closing = true
      underWay.forEach(sayLast)
      return close(server)
    },
  }
}

/** Tells the client that its connection ends with this answer: one that sends without a pause would hold us open for ever. */
function sayLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close')
}

function inWords(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} on ${host} is in use by another program. Choose another with PIKETT_PORT.`)
  }
  if (error.code === 'EACCES')
    return new Error(`Port ${port} needs rights that this account does not have. Choose one above 1023.`)
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(error.code ?? ''))
    return new Error(`This machine has no address ${host}. Check PIKETT_HOST.`)
  return error
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMs)
    server.close(() => {
      clearInterval(sweep)
      resolve()
    })
    server.closeIdleConnections()
  })
}
