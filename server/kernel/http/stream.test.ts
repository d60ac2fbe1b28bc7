import { once } from 'node:events'
import { Agent, get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tokens } from '../../testing/people.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Reads the stream of a caller until `count` messages have come. */
async function messagesOf(
  token: string,
  count: number,
  whenOpen: () => Promise<void>,
  path = '/stream',
): Promise<unknown[]> {
  const stop = new AbortController()
  const response = await fetch(`${world.app.url()}/api/v1${path}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stop.signal,
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = (await reader.read()).value ?? ''
  expect(text).toContain('event: ready')
  await whenOpen()
  const found = () =>
    [...text.matchAll(/^data: (\{.*\})$/gm)].map((match) => JSON.parse(match[1]!) as { topic: string })
  while (found().length < count) text += (await reader.read()).value ?? ''
  stop.abort()
  return found()
}

test('an open console is told what changed, in its own organization only', async () => {
  const messages = await messagesOf(tokens.alice, 1, async () => {
    await world.charlie.post('/alerts', { summary: 'Charlie’s own' })
    await world.alice.post('/alerts', { summary: 'Alice’s own' })
  })
  const [alert] = (await world.alice.get<{ items: { id: string }[] }>('/alerts')).body.items
  expect(messages[0]).toEqual({ topic: 'alerts', id: alert!.id })
})

test('a console that read before it listened is told what changed in between', async () => {
  await world.alice.post('/alerts', { summary: 'Came in between' })
  const messages = await messagesOf(tokens.alice, 1, async () => {}, '/stream?age=100')
  expect(messages).toContainEqual({ topic: 'alerts' })
})

test('without sign-in there is no stream', async () => {
  expect((await world.nobody.get('/stream')).status).toBe(401)
})

test('an open console, whose connection would be kept for the next request, does not hold up the end of the server', async () => {
  const other = await createWorld()
  const agent = new Agent({ keepAlive: true })
  const headers = { authorization: `Bearer ${tokens.alice}` }
  const [stream] = (await once(get(`${other.app.url()}/api/v1/stream`, { agent, headers }), 'response')) as [
    IncomingMessage,
  ]
  await once(stream, 'data')
  stream.resume()
  const patience = Promise.withResolvers<string>()
  const timer = setTimeout(() => patience.resolve('still running'), 15_000)
  expect(await Promise.race([other.close().then(() => 'ended'), patience.promise])).toBe('ended')
  clearTimeout(timer)
  agent.destroy()
})

test('a console that asks for the stream while the server ends is let go at once', async () => {
  const other = await createWorld()
  other.app.kernel.endStreams()
  const headers = { authorization: `Bearer ${tokens.alice}` }
  const response = await fetch(`${other.app.url()}/api/v1/stream`, { headers })
  expect(await response.text()).toContain('event: ready')
  await other.close()
})
