import { get } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tokens } from '../../testing/people.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** As it comes over the wire: `fetch` would unpack it. */
function ask(path: string, encoding?: string): Promise<{ headers: Record<string, unknown>; body: Buffer }> {
  const headers = { authorization: `Bearer ${tokens.alice}`, ...(encoding && { 'accept-encoding': encoding }) }
  return new Promise((resolve, reject) => {
    get(`${world.app.url()}/api/v1${path}`, { headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(parts) }))
    }).on('error', reject)
  })
}

test('a long answer comes packed to who can read it, and as it is to everybody else', async () => {
  const plain = await ask('/openapi.json')
  expect(plain.headers['content-encoding']).toBeUndefined()
  const packed = await ask('/openapi.json', 'br, gzip')
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: expect.stringContaining('accept-encoding') })
  expect(packed.body.byteLength).toBeLessThan(plain.body.byteLength / 4)
  expect(gunzipSync(packed.body).toString()).toBe(plain.body.toString())
})

test('a short answer is left alone', async () => {
  const { headers, body } = await ask('/alerts?limit=1', 'gzip')
  expect(headers['content-encoding']).toBeUndefined()
  expect(JSON.parse(body.toString())).toHaveProperty('items')
})
