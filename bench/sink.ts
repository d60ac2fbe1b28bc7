import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Receives pages of both sides as webhooks and notes when each alert was heard of first. */
export interface PageSink {
  url: string
  forget(): void
  /** These alerts are being sent now. */
  expect(names: readonly string[], sentMs: number): void
  /** Milliseconds from sending to the page of each alert, once all have come or nothing comes any more. */
  collect(amount: number, withinSeconds: number): Promise<number[]>
}

/** Names as bodies.ts makes them: they stand in the summary of both sides' pages. */
const named = /Many errors on ([\w-]+)/g

export async function openPageSink(): Promise<PageSink> {
  const sentMsByName = new Map<string, number>()
  const heard = new Map<string, number>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const nowMs = performance.now()
      for (const [, name] of Buffer.concat(chunks).toString('latin1').matchAll(named)) {
        const sentMs = sentMsByName.get(name!)
        if (sentMs !== undefined && !heard.has(name!)) heard.set(name!, nowMs - sentMs)
      }
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forget() {
      sentMsByName.clear()
      heard.clear()
    },
    expect(names, sentMs) {
      for (const name of names) sentMsByName.set(name, sentMs)
    },
    async collect(amount, withinSeconds) {
      const endMs = performance.now() + withinSeconds * 1_000
      while (heard.size < amount && performance.now() < endMs) await new Promise((resolve) => setTimeout(resolve, 20))
      return [...heard.values()]
    },
  }
}
