import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpsgenieWorld } from '../testing/opsgenie.ts'
import { createOpsgenieWorld } from '../testing/opsgenie.ts'

let world: OpsgenieWorld
beforeAll(async () => {
  world = await createOpsgenieWorld()
  const create = (alias: string, more: object) => world.ask('POST', '/v2/alerts', { message: alias, alias, ...more })
  await create('disk-1', { priority: 'P4', tags: ['disk', 'Linux'], details: { host: 'web-07' }, entity: 'web-07' })
  await create('disk-2', { priority: 'P5', tags: ['disk'], description: 'A 100% full_disk' })
  world.clock.set(world.clock.now().add({ hours: 24 }))
  await create('net-1', { priority: 'P5', tags: ['net'], source: 'router' })
  await create('net-1', { priority: 'P5' })
  await world.ask('POST', '/v2/alerts/disk-2/close?identifierType=alias')
  await world.ask('POST', '/v2/alerts/disk-1/acknowledge?identifierType=alias')
})
afterAll(async () => {
  world?.mails.mails.splice(0)
  await world?.close()
})

interface Listed {
  data: { alias: string }[]
  paging: Record<string, string>
}

const list = async (parameters: string) => {
  const { status, body } = await world.ask('GET', `/v2/alerts?${parameters}`)
  expect([status, body.message]).toEqual([200, undefined])
  return body as unknown as Listed
}

const found = async (query: string) => {
  const { data } = await list(`order=asc&query=${encodeURIComponent(query)}`)
  const count = await world.ask('GET', `/v2/alerts/count?query=${encodeURIComponent(query)}`)
  expect(count.body).toMatchObject({ data: { count: data.length } })
  return data.map(({ alias }) => alias)
}

test.each([
  ['', ['disk-1', 'disk-2', 'net-1']],
  ['status: open', ['disk-1', 'net-1']],
  ['status: closed', ['disk-2']],
  ['status: open AND tag: linux', ['disk-1']],
  ['tag: (linux OR net)', ['disk-1', 'net-1']],
  ['NOT tag: disk', ['net-1']],
  ['alias: disk-1 OR alias: net-1', ['disk-1', 'net-1']],
  ['alias: disk*', ['disk-1', 'disk-2']],
  ['alias: disk_1', []],
  ['alias: "disk-2"', ['disk-2']],
  ['priority: P5', ['disk-2', 'net-1']],
  ['priority: p4 AND acknowledged: true', ['disk-1']],
  ['description: "100%"', ['disk-2']],
  ['description: "1000"', []],
  ['details.host: web-07', ['disk-1']],
  ['entity: web-07', ['disk-1']],
  ['source: router', ['net-1']],
  ['count > 1', ['net-1']],
  ['createdAt < 2026-01-06', ['disk-1', 'disk-2']],
  ['createdAt > 05-01-2026', ['net-1']],
  ['createdAt: 05-01-2026', ['disk-1', 'disk-2']],
  ['createdAt >= 1767578400000 AND createdAt < 1767578400001', ['disk-1', 'disk-2']],
  ['snoozed: false AND net', ['net-1']],
  ['alias: "\'; drop table alerts; --"', []],
])('%s finds what it says', async (query, expected) => {
  expect(await found(query)).toEqual(expected)
})

test('pages lead to their neighbours, newest first, without the key', async () => {
  const first = await list('limit=2&sort=createdAt')
  expect(first.data.map(({ alias }) => alias)).toEqual(['net-1', 'disk-2'])
  expect(first.paging.prev).toBeUndefined()
  const next = new URL(first.paging.next!)
  expect(next.pathname).toBe('/v2/alerts')
  const second = await list(next.search.slice(1))
  expect(second.data.map(({ alias }) => alias)).toEqual(['disk-1'])
  expect(second.paging).toMatchObject({ prev: expect.stringContaining('offset=0') })
  expect(second.paging.next).toBeUndefined()
  expect(first.paging.last).toContain('offset=2')
})

test('the story of an alert is read in pages, in both directions', async () => {
  const read = async (parameters: string) => {
    const { body } = await world.ask('GET', `/v2/alerts/disk-1/logs?identifierType=alias&${parameters}`)
    return body as unknown as { data: { log: string; offset: string }[]; paging: { next?: string } }
  }
  const all = await read('order=asc')
  expect(all.data.length).toBeGreaterThan(2)
  const [first, second, third] = all.data
  const after = await read(`order=asc&limit=2&offset=${first!.offset}`)
  expect(after.data).toEqual([second, third])
  const before = await read(`order=asc&limit=1&direction=prev&offset=${third!.offset}`)
  expect(before.data).toEqual([second])
})
