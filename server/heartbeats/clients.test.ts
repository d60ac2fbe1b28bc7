import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
let pingUrl: URL
beforeAll(async () => {
  world = await createWorld()
  const { body } = await world.alice.get<{ pingUrl: string }>('/heartbeats/backup')
  pingUrl = new URL(body.pingUrl)
})
afterAll(() => world.close())

/** Speaks HTTP as written here, and reads until the server hangs up. */
function speak(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(pingUrl.port), pingUrl.hostname)
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
    socket.on('end', () => resolve(answer)).on('error', reject)
    socket.write(text)
  })
}

test('old clients are understood: HTTP/1.0', async () => {
  const answer = await speak(`GET ${pingUrl.pathname} HTTP/1.0\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.[01] 200 /)
  expect(answer).toMatch(/\r\nping-body-limit: 10000\r\n/i)
  expect(answer.endsWith('OK')).toBe(true)
})

test('a HEAD is answered without a body', async () => {
  const answer = await speak(`HEAD ${pingUrl.pathname}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(answer.endsWith('\r\n\r\n')).toBe(true)
})

test('a job may print megabytes: the beginning is kept and the ping counts', async () => {
  const answer = await fetch(`${pingUrl.href}/log`, { method: 'POST', body: 'x'.repeat(3_000_000) })
  expect([answer.status, await answer.text()]).toEqual([200, 'OK'])
  const { body } = await world.alice.get<{ items: { body: string }[] }>('/heartbeats/backup/pings')
  expect(body.items[0]!.body).toHaveLength(10_000)
})

test('a client that hangs up in the middle of its body leaves no ping', async () => {
  const before = await world.alice.get<{ items: unknown[] }>('/heartbeats/backup/pings')
  await new Promise<void>((resolve) => {
    const socket = connect(Number(pingUrl.port), pingUrl.hostname)
    const head = `POST ${pingUrl.pathname}/fail HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf`
    socket.write(head, () => socket.destroy())
    socket.on('close', () => resolve())
  })
  expect((await fetch(pingUrl)).status).toBe(200)
  const after = await world.alice.get<{ items: { kind: string }[] }>('/heartbeats/backup/pings')
  expect(after.body.items.length).toBe(before.body.items.length + 1)
  expect(after.body.items[0]!.kind).toBe('success')
})

test('who is on call is paged when the pings stay away, and the next ping resolves the alert', async () => {
  expect((await fetch(pingUrl)).status).toBe(200)
  await world.advance('1h4m59s')
  expect(world.pages.pages).toEqual([])
  await world.advance('1s')
  const page = world.pages.take('/alice')
  expect(page.body.alert).toMatchObject({ status: 'triggered', priority: 'high', source: 'anything', customer: 'acme' })
  const { body } = await world.alice.get<{ status: string; alertId: string }>('/heartbeats/backup')
  expect(body).toMatchObject({ status: 'down', alertId: page.body.alert!.id })
  await fetch(pingUrl)
  await world.advance('1h')
  const alert = await world.alice.get<{ status: string }>(`/alerts/${body.alertId}`)
  expect(alert.body.status).toBe('resolved')
})
