import { createConnection } from 'node:net'
import type { Socket } from 'node:net'

/** One keep-alive connection that carries one request at a time: what is measured is the server, not the client. */
export interface Connection {
  /** Sends a JSON body; resolves with the status when the whole answer is there. Rejects when the connection is lost. */
  post(path: string, body: string): Promise<number>
  close(): void
}

export function openConnection(url: URL): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: url.hostname, port: Number(url.port), noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => resolve(speak(socket, url.host)))
  })
}

function speak(socket: Socket, host: string): Connection {
  let waiting: PromiseWithResolvers<number> | undefined
  let received = ''
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    received += text
    const status = statusOf(received)
    if (status === undefined) return
    received = ''
    const { resolve } = waiting!
    waiting = undefined
    resolve(status)
  })
  const lost = () => waiting?.reject(new Error('the connection was lost'))
  socket.on('error', lost).on('close', lost)
  return {
    post(path, body) {
      waiting = Promise.withResolvers<number>()
      const head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`
      socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
      return waiting.promise
    },
    close: () => socket.destroy(),
  }
}

/** The status of an answer that is complete, `undefined` as long as something is missing. */
function statusOf(text: string): number | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = text.slice(0, end)
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)
  const isWhole = length
    ? text.length >= end + 4 + Number(length[1])
    : !/\r\ntransfer-encoding: *chunked/i.test(head) || text.endsWith('0\r\n\r\n')
  return isWhole ? Number(head.slice(9, 12)) : undefined
}
