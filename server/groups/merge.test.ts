import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

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
const paged = () => world.pages.pages.splice(0).map((page) => page.body.alert.number)
const merge = (number: number, into: number | string, who = world.bob) =>
  who.post<AlertDetail & { code: string }>(`/alerts/${number}/merge`, { into })
const raise = async (...summaries: string[]) => {
  for (const summary of summaries) await world.send({ summary, dedupKey: summary })
  paged()
}
const resolveAll = async (...numbers: number[]) => {
  for (const number of numbers) await world.alice.post(`/alerts/${number}/resolve?members=true`)
}

describe('merging an alert into another one', () => {
  test('stops what runs for it and tells both; the other one pages on for both', async () => {
    await raise('ERP unreachable', 'Login fails')
    const merged = await merge(2, 1)
    expect(merged).toMatchObject({
      status: 200,
      body: {
        status: 'triggered',
        nextEscalationAt: null,
        held: { reason: 'merged', cause: { number: 1 } },
        group: { role: 'member', lead: { number: 1 }, members: 1, score: null },
      },
    })
    await world.advance('5m')
    expect(paged()).toEqual([1])
    expect(await kindsOf(2)).toEqual(expect.arrayContaining(['group.merged', 'escalation.stopped']))
    expect(await kindsOf(1)).toContain('group.took')
    await world.bob.post('/alerts/1/acknowledge')
    expect((await detail(2)).status).toBe('acknowledged')
    await resolveAll(1)
  })

  test('is undone by leaving', async () => {
    await raise('ERP unreachable', 'Login fails')
    await merge(2, 1)
    await world.bob.post('/alerts/2/leave-group')
    await world.settle()
    expect(paged()).toEqual([2])
    await resolveAll(1, 2)
  })

  test('takes along what belonged to it, and goes to the lead of the other one', async () => {
    await raise('ERP unreachable', 'Login fails', 'Shop is slow', 'Mails are stuck')
    await merge(4, 3)
    await merge(2, 1)
    expect((await merge(3, 2)).status).toBe(200)
    for (const number of [2, 3, 4]) {
      const cause = { number: 1, summary: 'ERP unreachable' }
      expect(await detail(number)).toMatchObject({ held: { reason: 'merged', cause }, group: { members: 3 } })
    }
    await resolveAll(1)
    expect((await detail(4)).status).toBe('resolved')
  })

  test('shares the acknowledgement of the other one', async () => {
    await raise('ERP unreachable', 'Login fails')
    await world.bob.post('/alerts/1/acknowledge')
    expect((await merge(2, 1)).body).toMatchObject({ status: 'acknowledged', acknowledgedVia: 'group' })
    await world.advance('1d')
    expect(paged()).toEqual([])
    await resolveAll(1)
  })

  test('leaves an acknowledged alert acknowledged, and an urgent one raises the other', async () => {
    await world.send({ summary: 'Login is slow', severity: 'warning' })
    expect(world.mails.mails.splice(0)).toHaveLength(1)
    await raise('Login fails', 'ERP unreachable')
    await merge(2, 1)
    await world.settle()
    expect(paged()).toEqual([1])
    await world.bob.post('/alerts/3/acknowledge')
    expect((await merge(3, 1)).body).toMatchObject({ status: 'acknowledged', held: null, group: { members: 2 } })
    await resolveAll(1)
  })

  test('is refused where it makes no sense, and says why', async () => {
    await raise('ERP unreachable', 'Login fails', 'Shop is slow')
    await merge(2, 1)
    await world.bob.post('/alerts/3/resolve')
    expect(await merge(1, 1)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(await merge(1, 2)).toMatchObject({ status: 409 })
    expect(await merge(3, 1)).toMatchObject({ status: 409, body: { code: 'already_resolved' } })
    expect(await merge(1, 3)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(await merge(1, 99)).toMatchObject({ status: 404 })
    expect(await merge(1, '')).toMatchObject({ status: 400 })
    await resolveAll(1)
  })

  test('is refused behind an alert that pages nobody', async () => {
    await raise('ERP unreachable')
    await world.alice.post('/alerts', { summary: 'Users complain', customer: 'acme' })
    expect(await merge(1, 2)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect((await merge(2, 1)).status).toBe(200)
    await resolveAll(1)
  })

  test('never crosses customers', async () => {
    await raise('ERP unreachable')
    const other = await world.alice.post<AlertDetail>('/alerts', { summary: 'By hand', priority: 'low' })
    expect(await merge(other.body.number, 1)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    await resolveAll(1, 2)
  })

  test('is for those who may answer; Charlie finds nothing', async () => {
    await raise('ERP unreachable', 'Login fails')
    expect((await merge(2, 1, world.sam)).status).toBe(403)
    expect((await merge(2, 1, world.charlie)).status).toBe(404)
    expect((await world.nobody.post('/alerts/2/merge', { into: 1 })).status).toBe(401)
    expect((await detail(2)).group).toBeNull()
    await resolveAll(1, 2)
  })
})
