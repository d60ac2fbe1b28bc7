import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

const key = Buffer.alloc(32, 7)
const webhookSecret = `whsec_${key.toString('base64')}`

let world: World
beforeAll(async () => {
  world = await createWorld({
    change: (config) => ({ ...config, organization: { ...config.organization!, webhookSecret } }),
  })
})
afterAll(() => world.close())

test('the secret of the organization signs pages to contacts without one of their own', async () => {
  await world.send({ summary: 'ERP unreachable' })
  const { headers, text } = world.pages.take('/alice')
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  await world.alice.post('/alerts/1/acknowledge')
})

test('it can be read where receivers need it, and a file that does not name it leaves it', async () => {
  expect((await world.alice.get<string>('/config')).body).toContain(webhookSecret)
  const organization = {
    name: 'Nordlicht IT GmbH',
    timezone: 'Europe/Berlin',
    language: 'de',
    fallback: 'alice',
    selfTest: 'off',
  }
  expect((await world.alice.post('/config', { organization })).body).toEqual({ changes: [], applied: true })
  expect((await world.alice.get<string>('/config')).body).toContain(webhookSecret)
  expect((await world.bob.get('/config')).status).toBe(403)
})
