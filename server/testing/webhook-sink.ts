import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page as a webhook contact receives it (design, section 5). */
export interface ReceivedPage {
  path: string
  headers: IncomingHttpHeaders
  text: string
  body: {
    type: string
    kind: string
    alert: { id: string; number: number; summary: string; status: string; priority: string; customer: string | null }
    delivery: { id: string }
    recipient: { key: string; name: string }
    step: number
    actions: { acknowledge: string; resolve: string; escalate: string }
  }
}

/** How the sink answers: a status, or never. */
export type SinkAnswer = { status: number; headers?: Record<string, string> } | 'hang'

/** A real HTTP server that stands for the receivers of webhook contacts; path /ann is Ann's. */
export interface WebhookSink {
  url: string
  /** Pages that no test has taken yet. */
  pages: ReceivedPage[]
  answer(path: string, answer: SinkAnswer): void
  /** Happens once, while the next request on this path waits for its answer. */
  whileAnswering(path: string, act: () => Promise<void>): void
  /** The oldest page on this path, taken out; throws with what is there when there is none. */
  take(path: string): ReceivedPage
  close(): Promise<void>
}

export async function startWebhookSink(port = 0): Promise<WebhookSink> {
  const pages: ReceivedPage[] = []
  const answers = new Map<string, SinkAnswer>()
  const acts = new Map<string, () => Promise<void>>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? '/'
      const text = Buffer.concat(chunks).toString('utf8')
      const answer = answers.get(path) ?? { status: 204 }
      if (answer === 'hang') return
      if (answer.status < 300) {
        pages.push({ path, headers: request.headers, text, body: JSON.parse(text) as ReceivedPage['body'] })
      }
      const act = acts.get(path)
      acts.delete(path)
      void Promise.resolve(act?.()).then(() => response.writeHead(answer.status, answer.headers).end())
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    answer: (path, answer) => void answers.set(path, answer),
    whileAnswering: (path, act) => void acts.set(path, act),
    take: (path) => takeFirst(pages, path),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function takeFirst(pages: ReceivedPage[], path: string): ReceivedPage {
  const index = pages.findIndex((page) => page.path === path)
  if (index < 0) {
    const others = pages.map((page) => `${page.path} "${page.body.alert?.summary}"`).join(', ')
    throw new Error(`no page arrived at ${path}; waiting are: ${others || 'none'}`)
  }
  return pages.splice(index, 1)[0]!
}
