import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { applyEvents } from '../alerts/index.ts'
import type { RunningKernel } from '../kernel/create.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Organizations } from '../testing/organizations.ts'
import { createOrganizations } from '../testing/organizations.ts'
import { expireDue } from './actions/expire.ts'
import { heartbeatLoop, pingRoutes, syncHeartbeats } from './index.ts'

const start = Temporal.Instant.from('2026-12-01T10:00:00Z')
const pingKey = '5f5a9b0a-1111-4222-8333-abcdefabcdef'
const grace = 300
const every = 3_600
const sick = 'sick'.repeat(100)

let world: Organizations
beforeAll(async () => {
  world = await createOrganizations(start)
  await world.inHome(({ trx, orgId }) =>
    trx.insertInto('sources').values({ orgId, key: 'jobs', name: 'Jobs', type: 'webhook' }).execute(),
  )
})
beforeEach(async () => {
  world.clock.set(start)
  await world.inHome(({ trx }) => trx.deleteFrom('timelineEntries').execute())
  await world.inHome(({ trx }) => trx.deleteFrom('alerts').execute())
  await world.inHome(({ trx }) => trx.deleteFrom('heartbeatPings').execute())
  const items = [{ key: 'backup', every: '1h', grace: '5m', source: 'jobs', pingKey, paused: false }]
  await world.inHome((work) => syncHeartbeats(world.kernel, work, []))
  await world.inHome((work) => syncHeartbeats(world.kernel, work, items))
})
afterAll(() => world.close())

const at = (seconds: number) => world.clock.set(start.add({ seconds }))
const ping = async (rest = '', kernel: RunningKernel = world.kernel) =>
  (await pingRoutes(kernel).request(`/ping/${pingKey}${rest}`)).status
const runDue = (kernel: RunningKernel = world.kernel) => heartbeatLoop(kernel).run(kernel.clock.now())
const nextAt = () => heartbeatLoop(world.kernel).nextAt()
const status = () => world.inHome(async ({ trx }) => (await heartbeatOf(trx)).status)
const heartbeatOf = (trx: Work['trx']) =>
  trx.selectFrom('heartbeats').selectAll().where('archivedAt', 'is', null).executeTakeFirstOrThrow()
const alerts = () =>
  world.inHome(({ trx }) => trx.selectFrom('alerts').select(['summary', 'status']).orderBy('number').execute())

describe('a heartbeat whose ping stays away', () => {
  test('waits for ever for the first one', async () => {
    at(366 * 86_400)
    expect(await runDue()).toBe(0)
    expect(await nextAt()).toBeUndefined()
    expect(await status()).toBe('new')
  })

  test('is late at its hour and down exactly when the grace is over, with one alert; the next ping resolves it', async () => {
    await ping()
    expect(await nextAt()).toEqual(start.add({ seconds: every }))
    at(every - 1)
    expect(await runDue()).toBe(0)
    at(every)
    expect(await runDue()).toBe(1)
    expect(await status()).toBe('late')
    expect(await nextAt()).toEqual(start.add({ seconds: every + grace }))
    at(every + grace - 1)
    expect(await runDue()).toBe(0)
    expect(await alerts()).toEqual([])
    at(every + grace)
    expect(await runDue()).toBe(1)
    expect(await runDue()).toBe(0)
    expect(await status()).toBe('down')
    const summary = 'backup hat sich seit 01.12.2026, 11:00 (Europe/Berlin) nicht gemeldet'
    expect(await alerts()).toEqual([{ summary, status: 'triggered' }])
    at(90_000)
    expect(await runDue()).toBe(0)
    await ping()
    expect(await status()).toBe('up')
    expect(await alerts()).toMatchObject([{ status: 'resolved' }])
  })

  test('is down after a restart in between, at the same instant', async () => {
    await ping()
    const restarted = world.anotherNode()
    at(every + grace - 1)
    await runDue(restarted)
    expect(await status()).toBe('late')
    at(every + grace)
    await runDue(restarted)
    expect(await status()).toBe('down')
  })

  test('is down at once when everything was switched off beyond the deadline', async () => {
    await ping()
    at(10 * every)
    expect(await runDue()).toBe(1)
    expect(await status()).toBe('down')
    expect((await alerts()).length).toBe(1)
  })

  test('is down when a run that began does not end within the grace', async () => {
    await ping('/start')
    at(grace)
    await runDue()
    expect(await alerts()).toEqual([
      {
        summary: 'backup läuft seit 01.12.2026, 11:00 (Europe/Berlin) und ist nicht fertig geworden',
        status: 'triggered',
      },
    ])
  })

  test('is never down when it was paused or removed meanwhile', async () => {
    await ping()
    const items = [{ key: 'backup', every: '1h', grace: '5m', source: 'jobs', pingKey, paused: true }]
    await world.inHome((work) => syncHeartbeats(world.kernel, work, items))
    expect(await nextAt()).toBeUndefined()
    await world.inHome((work) => syncHeartbeats(world.kernel, work, [{ ...items[0]!, paused: false }]))
    await ping()
    await world.inHome((work) => syncHeartbeats(world.kernel, work, []))
    at(10 * every)
    expect(await runDue()).toBe(0)
    expect(await alerts()).toEqual([])
  })
})

describe('several nodes', () => {
  test('open one alert for one missed ping', async () => {
    await ping()
    at(every + grace)
    const nodes = [world.kernel, world.anotherNode(), world.anotherNode()]
    const handled = await Promise.all(nodes.map((node) => runDue(node)))
    expect(handled.toSorted((a, b) => a - b)).toEqual([0, 0, 1])
    expect((await alerts()).length).toBe(1)
  })

  test('a ping that waits for the deadline’s transaction finds it down and resolves the alert', async () => {
    await ping()
    at(every + grace)
    const other = world.anotherNode()
    const id = await world.inHome(async ({ trx }) => (await heartbeatOf(trx)).id)
    const expired = Promise.withResolvers<void>()
    const deadline = world.inHome(async (work) => {
      await expireDue(work, [id])
      expired.resolve()
      await world.untilWaiting('select "heartbeats".*')
    })
    await expired.promise
    expect(await ping('', other)).toBe(200)
    await deadline
    expect(await status()).toBe('up')
    expect(await alerts()).toMatchObject([{ status: 'resolved' }])
  })

  test('a deadline that comes while a ping is being stored leaves the heartbeat alone', async () => {
    await ping()
    at(every + grace)
    const other = world.anotherNode()
    const id = await world.inHome(async ({ trx }) => (await heartbeatOf(trx)).id)
    await world.inHome(async ({ trx }) => {
      await trx.selectFrom('heartbeats').select('id').where('id', '=', id).forNoKeyUpdate().execute()
      expect(await runDue(other)).toBe(0)
      const nextDue = world.clock.now().add({ seconds: every })
      await trx.updateTable('heartbeats').set({ status: 'up', nextAt: nextDue }).where('id', '=', id).execute()
    })
    expect(await runDue(other)).toBe(0)
    expect(await status()).toBe('up')
    expect(await alerts()).toEqual([])
  })

  test('pings of one job at once all count, one after the other', async () => {
    const nodes = [world.kernel, world.anotherNode()]
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => ping('/log', nodes[index % 2])))
    expect(new Set(answers)).toEqual(new Set([200]))
    const kept = await world.inHome(({ trx }) => trx.selectFrom('heartbeatPings').select('id').execute())
    expect(kept.length).toBe(40)
  })
})

describe('a heartbeat that cannot be handled', () => {
  test('moves its own deadline on, and its neighbours are handled', async () => {
    const common = { every: '1h', grace: '5m', source: 'jobs', paused: false }
    const items = ['backup', 'other', 'sick'].map((key) => ({ ...common, key }))
    await world.inHome((work) => syncHeartbeats(world.kernel, work, items))
    await world.inHome(async ({ trx }) => {
      const values = { status: 'up' as const, lastPingAt: start, nextAt: start }
      await trx.updateTable('heartbeats').set(values).where('archivedAt', 'is', null).execute()
      // A key that no alert can bear stands for every defect that concerns one row.
      await trx.updateTable('heartbeats').set({ key: sick }).where('key', '=', 'sick').execute()
    })
    at(every + grace)
    expect(await runDue()).toBe(3)
    const rows = await world.inHome(({ trx }) =>
      trx
        .selectFrom('heartbeats')
        .select(['key', 'status', 'nextAt'])
        .where('archivedAt', 'is', null)
        .orderBy('key')
        .execute(),
    )
    expect(rows).toEqual([
      { key: 'backup', status: 'down', nextAt: null },
      { key: 'other', status: 'down', nextAt: null },
      { key: sick, status: 'up', nextAt: start.add({ seconds: every + grace + 60 }) },
    ])
  })
})

describe('an alert of a heartbeat', () => {
  test('that a person resolved stays resolved, and the ping that comes then is harmless', async () => {
    await ping('/fail')
    await world.inHome(async (work) => {
      const { sourceId } = await heartbeatOf(work.trx)
      const source = {
        id: sourceId,
        name: '',
        escalationPolicyId: null,
        customerId: null,
        serviceId: null,
        priorities: {},
      }
      const event = {
        action: 'resolve' as const,
        dedupKey: 'heartbeat:backup',
        summary: '',
        severity: 'error' as const,
        fields: {},
        links: [],
        images: [],
        raw: null,
      }
      await applyEvents(work, [{ source, event }])
    })
    expect(await ping()).toBe(200)
    expect((await alerts()).map((one) => one.status)).toEqual(['resolved'])
  })
})
