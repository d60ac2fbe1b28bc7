import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertDetail } from '../../../contract/alerts.ts'
import type { ResponderView, RespondersAdded } from '../../../contract/by-hand.ts'
import type { World } from '../../testing/world.ts'
import { createByHandWorld, pagedByMinute } from '../../testing/by-hand.ts'

let world: World
beforeEach(async () => {
  world = await createByHandWorld()
})
afterEach(() => world.close())

interface Story {
  items: { kind: string; data: Record<string, unknown> }[]
}
const get = async () => (await world.alice.get<AlertDetail>('/alerts/1')).body
const kinds = async () => (await world.alice.get<Story>('/alerts/1/timeline')).body.items.map(({ kind }) => kind)
const post = <T = AlertDetail>(verb: string, body?: object) => world.bob.post<T>(`/alerts/1/${verb}`, body)
const responders = async () =>
  (await world.alice.get<{ items: ResponderView[] }>('/alerts/1/responders')).body.items.map(
    ({ user, state, contact }) => `${user.key} ${state} ${contact?.key ?? '-'}`,
  )
const paged = () => world.pages.pages.splice(0).map(({ path }) => path.slice(1))
/** An alert that has just paged Alice. */
async function erpDown(event: object = {}): Promise<void> {
  await world.send({ summary: 'ERP down', dedupKey: 'erp', ...event })
}
const minutes = (count: number) => pagedByMinute(world, count)

describe('adding responders', () => {
  test('pages more people and says who is on it already; a retry pages nobody twice', async () => {
    await erpDown()
    paged()
    const asked = { targets: ['schedule:primary', 'user:carl'], message: 'Needs a database person' }
    const first = await post<RespondersAdded>('responders', asked)
    expect(first).toMatchObject({
      status: 200,
      body: {
        added: [{ key: 'carl', name: 'Carl Conrad' }],
        already: [{ user: { key: 'alice' }, state: 'reached', contact: { key: 'hook', channel: 'webhook' } }],
        unreachable: [],
      },
    })
    await world.settle()
    const retry = await post<RespondersAdded>('responders', asked)
    expect(retry.body).toMatchObject({ added: [], already: [{ user: { key: 'alice' } }, { user: { key: 'carl' } }] })
    await world.settle()
    expect(paged()).toEqual(['carl'])
    expect(await responders()).toEqual(['alice reached hook', 'carl reached hook', 'bob next -'])
    await post<RespondersAdded>('responders', { targets: ['user:carl'], again: true })
    await world.settle()
    expect(paged()).toEqual(['carl'])
    await post('acknowledge')
    expect(await responders()).toEqual(['alice stopped hook', 'carl stopped hook'])
    expect(await minutes(30)).toEqual([])
  })

  test('leaves an acknowledgement as it is, and whoever was asked can say that they are on it as well', async () => {
    await erpDown()
    const toAlice = world.pages.take('/alice')
    await fetch(toAlice.body.actions.acknowledge, { method: 'POST' })
    await post<RespondersAdded>('responders', { targets: ['user:carl', 'user:alice'] })
    await world.settle()
    expect(await get()).toMatchObject({ status: 'acknowledged', acknowledgedBy: { key: 'alice' } })
    const toCarl = world.pages.take('/carl')
    expect(paged()).toEqual([])
    await fetch(toCarl.body.actions.acknowledge, { method: 'POST' })
    expect(await responders()).toEqual(['alice acknowledged hook', 'carl acknowledged hook'])
    expect(await get()).toMatchObject({ acknowledgedBy: { key: 'alice' } })
    expect(await kinds()).toContain('alert.joined')
    expect(await minutes(30)).toEqual([])
  })

  test('refuses names that mean nobody, and pages nobody of the others then', async () => {
    await erpDown()
    paged()
    const asked = { targets: ['user:carl', 'team:gone'] }
    expect(await post('responders', asked)).toMatchObject({ status: 422, body: { code: 'unknown_target' } })
    await world.settle()
    await post('resolve')
  })
})
