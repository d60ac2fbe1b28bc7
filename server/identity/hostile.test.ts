import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  await world.close()
})

const nul = '\0'
const setup = {
  code: 'x',
  name: 'A',
  email: 'a@b.test',
  password: 'long enough',
  organization: 'O',
  timezone: 'UTC',
  language: 'de',
}

test.each<[name: string, method: string, path: string, body?: unknown]>([
  ['NUL in an address', 'POST', '/session', { email: nul, password: nul }],
  ['a password of a megabyte', 'POST', '/session', { email: 'a@b.test', password: 'x'.repeat(1_000_001) }],
  ['wrong types', 'POST', '/session', { email: ['a'], password: {} }],
  ['null', 'POST', '/session', null],
  ['a text instead of an object', 'POST', '/session', '[[[['],
  ['NUL in a name', 'POST', '/setup', { ...setup, name: `A${nul}` }],
  ['an offset as time zone', 'POST', '/setup', { ...setup, timezone: '+02:00' }],
  ['NUL in an address to reset', 'POST', '/password-reset', { email: `a${nul}@b.test` }],
  ['a token that is too long', 'POST', `/password-reset/${'x'.repeat(300)}`, { password: 'long enough' }],
  ['NUL as token', 'POST', '/password-reset/%00', { password: 'long enough' }],
  ['NUL as invitation', 'GET', '/invitations/%00'],
  ['NUL as key', 'GET', '/users/%00'],
  ['NUL as cursor', 'GET', '/users?cursor=%00'],
  ['a page of nothing', 'GET', '/users?limit=0'],
  ['a page of everything', 'GET', '/users?limit=1e9'],
  ['a key of other letters', 'GET', '/teams/%F0%9F%92%A9'],
  ['NUL as filter', 'GET', '/services?customer=%00'],
  ['NUL as cursor of customers', 'GET', '/customers?cursor=%00'],
  ['a wrong method', 'PUT', '/users', {}],
  ['a configuration that is a text', 'POST', '/config', 'customers: []'],
  ['a configuration that is a list', 'POST', '/config', [1]],
  ['a configuration with NUL', 'POST', '/config', { customers: [{ key: 'a', name: nul }] }],
])('%s gets a clear refusal', async (_, method, path, body) => {
  const answer = await world.alice.send<{ code: string; detail: string }>(method, path, body)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(answer.body.code).toMatch(/^[a-z_]+$/)
  expect(answer.body.detail.length).toBeGreaterThan(10)
})

test('JSON that is none is told as such', async () => {
  const response = await fetch(`${world.app.url()}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"email": ',
  })
  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(await response.json()).toMatchObject({ code: 'invalid_json' })
})
