import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { heartbeat } from '../../contract/config/source.ts'
import type { Organizations } from '../testing/organizations.ts'
import { createOrganizations } from '../testing/organizations.ts'
import { exportHeartbeats, heartbeatLoop, pingRoutes, syncHeartbeats } from './index.ts'

const start = Temporal.Instant.from('2026-12-01T10:00:00Z')
const pingKey = '5f5a9b0a-1111-4222-8333-abcdefabcdef'
const otherKey = '5f5a9b0a-1111-4222-8333-abcdefabcd00'

type Input = z.input<typeof heartbeat>
const backup: Input = { key: 'backup', every: '1h', grace: '5m', source: 'jobs' }

let world: Organizations
beforeAll(async () => {
  world = await createOrganizations(start)
  for (const inside of [world.inHome, world.inElsewhere]) {
    await inside(({ trx, orgId }) =>
      trx
        .insertInto('sources')
        .values(['jobs', 'others'].map((key) => ({ orgId, key, name: key, type: 'webhook' })))
        .execute(),
    )
  }
})
beforeEach(async () => {
  world.clock.set(start)
  await apply([])
  await world.inHome(({ trx }) => trx.deleteFrom('timelineEntries').execute())
  await world.inHome(({ trx }) => trx.deleteFrom('alerts').execute())
})
afterAll(() => world.close())

const parsed = (items: Input[]) => items.map((item) => heartbeat.parse(item))
const apply = (items: Input[]) => world.inHome((work) => syncHeartbeats(world.kernel, work, parsed(items)))
const exported = () => world.inHome(({ trx }) => exportHeartbeats(world.kernel, trx))
const keyOf = async (key: string) => (await exported()).find((one) => one.key === key)!.pingKey!
const ping = async (key: string) => (await pingRoutes(world.kernel).request(`/ping/${key}`)).status
const nextAt = () => heartbeatLoop(world.kernel).nextAt()
const alerts = () =>
  world.inHome(({ trx }) =>
    trx
      .selectFrom('alerts')
      .innerJoin('sources', 'sources.id', 'alerts.sourceId')
      .select(['sources.key as source', 'alerts.summary', 'alerts.status'])
      .orderBy('number')
      .execute(),
  )
const changes = (action: string, fields: string[] = []) => [{ noun: 'heartbeats', key: 'backup', action, fields }]

describe('a file of heartbeats', () => {
  test('applied twice changes nothing, in whatever way the same is written, and keeps the address', async () => {
    expect(await apply([backup])).toEqual(changes('create'))
    const made = await keyOf('backup')
    expect(await apply([backup])).toEqual([])
    expect(await apply([{ ...backup, name: 'backup', every: '60m', grace: '300s', paused: false }])).toEqual([])
    expect(await keyOf('backup')).toBe(made)
    expect(await ping(made)).toBe(200)
    expect(await apply([backup])).toEqual([])
  })

  test('is written back with its addresses, so that no job has to learn a new one', async () => {
    await apply([backup, { ...backup, key: 'mirror', name: 'Mirror', pingKey: otherKey.toUpperCase(), paused: true }])
    const file = await exported()
    expect(file[1]).toEqual({ ...backup, key: 'mirror', name: 'Mirror', pingKey: otherKey, paused: true })
    expect(await apply(file)).toEqual([])
    await apply([])
    await apply(file)
    expect(await exported()).toEqual(file)
    expect(await ping(file[0]!.pingKey!)).toBe(200)
  })

  test('with another time counts it from the last ping on', async () => {
    await apply([backup])
    await ping(await keyOf('backup'))
    expect(await apply([{ ...backup, every: '2h' }])).toEqual(changes('update', ['every']))
    expect(await nextAt()).toEqual(start.add({ hours: 2 }))
    expect(await apply([{ ...backup, every: '2h', name: 'Backup' }])).toEqual(changes('update', ['name']))
    expect(await nextAt()).toEqual(start.add({ hours: 2 }))
  })

  test('pauses and watches again', async () => {
    await apply([backup])
    await ping(await keyOf('backup'))
    expect(await apply([{ ...backup, paused: true }])).toEqual(changes('update', ['paused']))
    expect(await nextAt()).toBeUndefined()
    expect(await apply([backup])).toEqual(changes('update', ['paused']))
    await ping(await keyOf('backup'))
    expect(await nextAt()).toEqual(start.add({ hours: 1 }))
  })
})

describe('the open alert of a heartbeat', () => {
  const failing = async () => {
    await apply([{ ...backup, pingKey }])
    await ping(`${pingKey}/fail`)
  }

  test('is untouched when the file changes something else', async () => {
    await failing()
    await apply([{ ...backup, pingKey, every: '2h', name: 'Backup' }])
    expect(await alerts()).toMatchObject([{ status: 'triggered' }])
  })

  test.each<[string, Input[], string]>([
    ['removes the heartbeat', [], 'backup wird nicht mehr überwacht: aus der Konfiguration entfernt'],
    ['pauses it', [{ ...backup, pingKey, paused: true }], 'backup wurde in der Konfigurationsdatei pausiert'],
  ])('is resolved, with the reason, when the file %s', async (_what, items, reason) => {
    await failing()
    await apply(items)
    expect(await alerts()).toMatchObject([{ status: 'resolved' }])
    const entries = await world.inHome(({ trx }) =>
      trx.selectFrom('timelineEntries').select('data').where('kind', '=', 'alert.resolved').execute(),
    )
    expect(entries).toEqual([{ data: { via: 'source', summary: reason } }])
  })

  test('goes with it to another source, and the next ping resolves it there', async () => {
    await failing()
    await apply([{ ...backup, pingKey, source: 'others' }])
    expect(await alerts()).toEqual([
      { source: 'jobs', summary: 'backup meldet einen Fehler', status: 'resolved' },
      { source: 'others', summary: 'backup meldet sich noch nicht wieder', status: 'triggered' },
    ])
    await ping(pingKey)
    expect((await alerts()).map((one) => one.status)).toEqual(['resolved', 'resolved'])
  })
})

describe('a ping key', () => {
  test('follows a heartbeat that gets another key, and changes hands between two', async () => {
    await apply([{ ...backup, pingKey }])
    await apply([{ ...backup, key: 'renamed', pingKey }])
    expect(await ping(pingKey)).toBe(200)
    expect((await exported()).map((one) => [one.key, one.pingKey])).toEqual([['renamed', pingKey]])
    const two = (first: string, second: string): Input[] => [
      { ...backup, key: 'first', pingKey: first },
      { ...backup, key: 'second', pingKey: second },
    ]
    await apply(two(pingKey, otherKey))
    await apply(two(otherKey, pingKey))
    expect(await keyOf('first')).toBe(otherKey)
    expect(await keyOf('second')).toBe(pingKey)
    const { pingKey: _, ...silent } = two(otherKey, pingKey)[1]!
    await apply([{ ...two(pingKey, pingKey)[0]! }, { ...silent, name: 'Second' }])
    expect(await keyOf('first')).toBe(pingKey)
    expect(await keyOf('second')).not.toBe(otherKey)
  })

  test('is refused when two heartbeats of the file share it', async () => {
    const twice = apply([
      { ...backup, pingKey },
      { ...backup, key: 'mirror', pingKey: pingKey.toUpperCase() },
    ])
    await expect(twice).rejects.toMatchObject({
      code: 'invalid_config',
      problems: [{ path: 'heartbeats.1.pingKey' }],
    })
  })

  test('of another organization cannot be taken before it is free', async () => {
    await world.inElsewhere((work) => syncHeartbeats(world.kernel, work, parsed([{ ...backup, pingKey: otherKey }])))
    await expect(apply([{ ...backup, pingKey: otherKey }])).rejects.toMatchObject({
      code: '23505',
      constraint: 'heartbeats_ping_key_hash_key',
    })
    expect(await exported()).toEqual([])
    await world.inElsewhere((work) => syncHeartbeats(world.kernel, work, []))
    expect(await apply([{ ...backup, pingKey: otherKey }])).toEqual(changes('create'))
  })
})
