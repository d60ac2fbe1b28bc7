import { createServer } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ArrivedPage } from './history.ts'
import { nowMs } from './moment.ts'

/**
 * How the receivers of pages behave: well, broken, silent, or not there at all; take a page and say so when nobody waits
 * for the answer any more, or say it twice.
 */
export type SinkMode = 'takes' | 'refuses' | 'hangs' | 'away' | 'late' | 'twice'

/** Longer than Pikett waits for a webhook (15 s). */
const lateMs = 20_000

/** Receives the pages of everybody; the path names the person. */
export interface Sink {
  url: string
  be(mode: SinkMode): Promise<void>
  close(): Promise<void>
}

type Body = { alert: { id: string }; delivery: { id: string }; recipient: { key: string } }

/** `arrived` is called when a page has arrived whole, before it is answered. */
export async function openSink(arrived: (page: ArrivedPage, acknowledgeUrl: string) => void): Promise<Sink> {
  let mode: SinkMode = 'takes'
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body & { actions?: { acknowledge: string } }
      const taken = mode === 'takes' || mode === 'late' || mode === 'twice'
      const ids = { deliveryId: body.delivery.id, alertId: body.alert.id, recipient: body.recipient.key }
      arrived({ at: nowMs(), ...ids, taken, isTold: mode !== 'late' }, body.actions?.acknowledge ?? '')
      answer(response, mode)
    })
  })
  const port = await listen(server, 0)
  const leave = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    url: `http://127.0.0.1:${port}`,
    async be(next) {
      if (mode === 'hangs' || next === 'away') server.closeAllConnections()
      if (next === 'away' && mode !== 'away') await leave()
      if (next !== 'away' && mode === 'away') await listen(server, port)
      mode = next
    },
    close: () => (mode === 'away' ? Promise.resolve() : leave()),
  }
}

function answer(response: ServerResponse, mode: SinkMode): void {
  if (mode === 'takes') response.writeHead(204).end()
  else if (mode === 'refuses') response.writeHead(500).end()
  else if (mode === 'late') setTimeout(() => response.writeHead(204).end(), lateMs).unref()
  else if (mode === 'twice') response.socket?.write('HTTP/1.1 204 No Content\r\n\r\n'.repeat(2))
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
