import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertDetail, AlertView } from '../../contract/alerts.ts'
import type { AskedHold } from '../alerts/index.ts'
import { applyEvents } from '../alerts/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { withSecondNode } from '../testing/second-node.ts'
import type { World } from '../testing/world.ts'
import { createWorld, monday3 } from '../testing/world.ts'
import { hold, release } from './index.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const detail = async (number: number) => (await world.alice.get<AlertDetail>(`/alerts/${number}`)).body
const kindsOf = async (number: number) =>
  (await world.alice.get<{ items: { kind: string }[] }>(`/alerts/${number}/timeline`)).body.items.map(
    (entry) => entry.kind,
  )
const numbers = async (query: string) =>
  (await world.alice.get<{ items: AlertView[] }>(`/alerts?${query}`)).body.items.map((alert) => alert.number)

async function inHome<T>(act: (work: Work) => Promise<T>, app = world.app): Promise<T> {
  const { id } = await app.kernel.engine
    .selectFrom('organizations')
    .select('id')
    .where('key', '=', 'default')
    .executeTakeFirstOrThrow()
  return app.kernel.work.inOrganization(id, act)
}

/** What an event rule does with a new alert. */
async function raise(asked: AskedHold, dedupKey = 'disk'): Promise<string> {
  const id = await inHome(async (work) => {
    const source = await work.trx
      .selectFrom('sources')
      .selectAll()
      .where('key', '=', 'anything')
      .executeTakeFirstOrThrow()
    const { name, escalationPolicyId, customerId, serviceId } = source
    const [outcome] = await applyEvents(work, [
      {
        source: { id: source.id, name, escalationPolicyId, customerId, serviceId, priorities: {} },
        event: {
          action: 'trigger',
          dedupKey,
          summary: 'Disk full',
          severity: 'critical',
          fields: {},
          links: [],
          images: [],
          raw: null,
        },
        hold: asked,
      },
    ])
    return outcome!.alertId!
  })
  await world.settle()
  return id
}

const inTwoMinutes: AskedHold = { reason: 'delay', untilAt: monday3.add({ minutes: 2 }) }

describe('an alert that an event rule holds', () => {
  test('is open and visible, says until when nobody is paged, and pages at that moment', async () => {
    await raise(inTwoMinutes)
    expect(await detail(1)).toMatchObject({
      status: 'triggered',
      escalation: { state: 'none' },
      held: { reason: 'delay', since: '2026-01-05T02:00:00Z', until: '2026-01-05T02:02:00Z', by: null, cause: null },
    })
    await world.advance('1m59s')
    expect(world.pages.pages).toEqual([])
    await world.advance('1s')
    expect(world.pages.take('/alice').body.alert.summary).toBe('Disk full')
    expect(await detail(1)).toMatchObject({ held: null, escalation: { state: 'active' } })
    expect((await kindsOf(1)).slice(0, 4)).toEqual([
      'alert.triggered',
      'alert.held',
      'alert.released',
      'escalation.step',
    ])
    await world.alice.post('/alerts/1/resolve')
  })

  test('pages nobody when it is resolved or acknowledged before', async () => {
    await raise(inTwoMinutes)
    await world.send({ summary: 'Disk is fine', dedupKey: 'disk', status: 'resolved' })
    await raise(inTwoMinutes)
    await world.bob.post('/alerts/2/acknowledge')
    expect((await detail(2)).held).toBeNull()
    await world.advance('1d')
    expect(await kindsOf(2)).toEqual(['alert.triggered', 'alert.held', 'alert.acknowledged'])
  })

  test('without an end waits until somebody releases it', async () => {
    const id = await raise({ reason: 'threshold' })
    await world.advance('1d')
    await inHome((work) => release(work, [id], 'enough'))
    await world.settle()
    world.pages.take('/alice')
    await world.alice.post('/alerts/1/resolve')
  })

  test('pages the first step at once when a person escalates, and is not held again', async () => {
    await raise(inTwoMinutes)
    const answer = await world.bob.post<AlertDetail>('/alerts/1/escalate')
    expect(answer).toMatchObject({ status: 200, body: { held: null, escalation: { state: 'active' } } })
    await world.settle()
    expect(world.pages.take('/alice').body.step).toBe(1)
    await world.advance('3m')
    await world.alice.post('/alerts/1/resolve')
  })

  test('stays held when its priority rises', async () => {
    await raise(inTwoMinutes)
    await inHome(({ trx }) => trx.updateTable('alerts').set({ priority: 'low' }).execute())
    await world.send({ summary: 'Disk full', severity: 'critical', dedupKey: 'disk' })
    expect(await detail(1)).toMatchObject({ priority: 'high', held: { reason: 'delay' } })
    await world.alice.post('/alerts/1/resolve')
  })

  test('can be listed apart from the others', async () => {
    await raise(inTwoMinutes)
    await world.send({ summary: 'ERP unreachable' })
    world.pages.take('/alice')
    expect(await numbers('held=true')).toEqual([1])
    expect(await numbers('held=false')).toEqual([2])
    expect((await world.alice.get('/alerts?held=perhaps')).status).toBe(400)
    for (const number of [1, 2]) await world.alice.post(`/alerts/${number}/resolve`)
  })
})

describe('holding what pages already', () => {
  test('stops its escalation and its messages; released, it begins anew', async () => {
    await world.send({ summary: 'ERP unreachable' })
    world.pages.take('/alice')
    const { id } = await detail(1)
    await inHome((work) => hold(work, [{ alertId: id, reason: 'group', data: {} }]))
    await world.advance('1h')
    expect(await kindsOf(1)).toContain('escalation.stopped')
    await inHome((work) => release(work, [id], 'left'))
    await world.settle()
    expect(world.pages.take('/alice').body.step).toBe(1)
    await world.alice.post('/alerts/1/resolve')
  })

  test('leaves an alert alone that somebody has answered', async () => {
    await world.send({ summary: 'ERP unreachable' })
    world.pages.take('/alice')
    const { id } = (await world.bob.post<AlertDetail>('/alerts/1/acknowledge')).body
    await inHome((work) => hold(work, [{ alertId: id, reason: 'group', data: {} }]))
    expect(await detail(1)).toMatchObject({ status: 'acknowledged', held: null })
  })
})

describe('two nodes', () => {
  test('release what is due exactly once, and an acknowledgement at that moment leaves nothing planned', async () => {
    await withSecondNode(world, async (second) => {
      const untilAt = monday3.add({ minutes: 2 })
      for (let index = 0; index < 20; index += 1) await raise({ reason: 'delay', untilAt }, `disk-${index}`)
      world.clock.set(untilAt)
      await Promise.all([world.app.runDue(), second.runDue(), world.bob.post('/alerts/7/acknowledge')])
      await world.settle()
      const paged = world.pages.pages.splice(0).map((page) => page.body.alert.number)
      expect(new Set(paged).size).toBe(paged.length)
      const others = Array.from({ length: 20 }, (_, index) => index + 1).filter((number) => number !== 7)
      expect(paged.filter((number) => number !== 7).toSorted((a, b) => a - b)).toEqual(others)
      for (const number of others)
        expect((await kindsOf(number)).filter((kind) => kind === 'alert.released')).toHaveLength(1)
      expect(await detail(7)).toMatchObject({ status: 'acknowledged', held: null, nextEscalationAt: null })
      for (const number of others) await world.alice.post(`/alerts/${number}/resolve`)
    })
  })
})

test('Charlie, of another organization, neither sees nor lists a hold', async () => {
  await raise(inTwoMinutes)
  expect((await world.charlie.get<{ items: unknown[] }>('/alerts?held=true')).body.items).toEqual([])
  expect((await world.charlie.get('/alerts/1')).status).toBe(404)
  await world.alice.post('/alerts/1/resolve')
})
