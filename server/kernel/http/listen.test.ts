import { Agent, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { Hono } from 'hono'
import { afterEach, expect, test } from 'vitest'
import type { ApiEnv } from './api.ts'
import { listen } from './listen.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
afterEach(() => agent.destroy())

/** A server whose answers wait until they are let go, and a client that keeps its connection. */
async function start() {
  const arrived: (() => void)[] = []
  const root = new Hono<ApiEnv>()
  root.get('/now', (context) => context.text('now'))
  root.get('/later', async (context) => {
    await new Promise<void>((resolve) => arrived.push(resolve))
    return context.text('later')
  })
  const server = await listen(root, '127.0.0.1', 0)
  const get = (path: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      request(`${server.url}${path}`, { agent }, (response) => {
        response.resume()
        response.on('end', () => resolve(response))
      })
        .on('error', reject)
        .end()
    })
  return { server, arrived, get }
}

test('a stop waits for the answer that is under way, and its connection ends with it', async () => {
  const { server, arrived, get } = await start()
  await get('/now')
  const answer = get('/later')
  await expect.poll(() => arrived.length).toBe(1)
  const closed = server.close()
  arrived[0]!()
  const { statusCode, headers } = await answer
  expect([statusCode, headers.connection]).toEqual([200, 'close'])
  await closed
})

test('a client that asks again and again on the same connection does not hold a stop up', async () => {
  const { server, get } = await start()
  let asking = true
  const asked = (async () => {
    while (asking) await get('/now').catch(() => (asking = false))
  })()
  await get('/now')
  await server.close()
  await asked
  await expect(get('/now')).rejects.toThrow(/ECONNREFUSED/)
})

test('a port that is taken is told in words', async () => {
  const { server } = await start()
  const { port } = new URL(server.url)
  await expect(listen(new Hono<ApiEnv>(), '127.0.0.1', Number(port))).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use`,
  )
  await server.close()
})
