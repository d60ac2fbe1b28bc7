import { afterAll, beforeAll, expect, test } from 'vitest'
import { nordlicht } from '../testing/people.ts'
import type { PushService } from '../testing/push-service.ts'
import { createBrowser, startPushService } from '../testing/push-service.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

const password = 'correct horse battery'
let service: PushService
let world: World
beforeAll(async () => {
  service = await startPushService()
  world = await createWorld({
    change: (config) => ({ ...config, users: config.users!.map((user) => ({ ...user, password })) }),
  })
})
afterAll(async () => {
  await world.close()
  await service.close()
})

/** A person at a browser that shows notifications. */
async function atBrowser(person: string) {
  const headers = { 'content-type': 'application/json' }
  const signedIn = await fetch(`${world.app.url()}/api/v1/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: `${person}@example.test`, password }),
  })
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
  const browser = createBrowser(`${service.url}/${person}`)
  const answer = await fetch(`${world.app.url()}/api/v1/me/devices`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify({ ...browser.subscription, name: 'Phone' }),
  })
  expect(answer.status).toBe(201)
  await world.settle()
  service.take(`/${person}`)
  return browser
}

test('devices are messaged when the rules of their person say so, and stand in no file', async () => {
  await atBrowser('alice')
  const config = nordlicht(world.pages.url, world.mails.port)
  const [alice, ...others] = config.users!
  const high = [
    { contact: 'hook', after: '0s' },
    { contact: 'push', after: '2m' },
  ]
  const users = [{ ...alice!, notificationRules: { ...alice!.notificationRules, high } }, ...others]
  expect((await world.alice.post('/config', { users })).body).toMatchObject({
    changes: [{ noun: 'users', key: 'alice', fields: ['notificationRules'] }],
  })
  const exported = await world.alice.get<string>('/config')
  expect(exported.body).toContain('contact: push')
  expect(exported.body).not.toMatch(/device-1|channel: push/)
  expect((await world.alice.post('/config', { users })).body).toMatchObject({ changes: [] })

  await world.send({ summary: 'Disk full', dedupKey: 'device' })
  world.pages.take('/alice')
  expect(service.messages).toEqual([])
  await world.advance('2m')
  service.take('/alice')
  await world.alice.post('/alerts/1/resolve')
})

test('a rule for a single device, which may be another one tomorrow, is no rule of a file', async () => {
  const [alice] = nordlicht(world.pages.url, world.mails.port).users!
  const users = [{ ...alice!, notificationRules: { high: [{ contact: 'device-1' }] } }]
  const refused = await world.alice.post('/config', { users })
  expect(refused.status).toBe(422)
  expect(JSON.stringify(refused.body)).toContain('has no contact \\"device-1\\"')
})

test('adding and removing a device stand in the audit log', async () => {
  const { body } = await world.alice.get<{ items: { action: string; subject: object }[] }>('/audit?action=device.')
  expect(body.items).toMatchObject([
    { action: 'device.added', subject: { kind: 'device', key: 'device-1', name: 'Phone' } },
  ])
})
