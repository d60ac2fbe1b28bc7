import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertDetail } from '../../../contract/alerts.ts'
import type { BulkResult } from '../../../contract/by-hand.ts'
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
const paged = () => world.pages.pages.splice(0).map(({ path }) => path.slice(1))
/** An alert that has just paged Alice. */
async function erpDown(event: object = {}): Promise<void> {
  await world.send({ summary: 'ERP down', dedupKey: 'erp', ...event })
}
const minutes = (count: number) => pagedByMinute(world, count)

describe('escalating by hand', () => {
  test('to a person pages them now, and the policy goes on from there when they do not answer', async () => {
    await erpDown()
    expect(paged()).toEqual(['alice'])
    const { body } = await post('escalate', { to: 'user:carl' })
    expect(body.escalation).toMatchObject({ state: 'active', steps: 4 })
    await world.settle()
    expect(paged()).toEqual(['carl'])
    expect(await get()).toMatchObject({
      nextStep: { kind: 'step', names: ['Bob Beispiel'], at: '2026-01-05T02:05:00Z' },
      assignedTo: null,
    })
    expect(await minutes(6)).toEqual(['5 bob'])
    expect(await kinds()).toEqual(expect.arrayContaining(['escalation.requestedTo']))
    await post('acknowledge')
    expect(await minutes(60)).toEqual([])
  })

  test('to the same person twice asks once', async () => {
    await erpDown()
    await post('escalate', { to: 'user:carl' })
    await post('escalate', { to: 'user:carl' })
    await world.settle()
    await post('escalate', { to: 'user:carl' })
    await world.settle()
    expect(paged()).toEqual(['alice', 'carl'])
    await post('acknowledge')
  })

  test('to a step goes there, also on what is acknowledged, and behind it the chain goes on', async () => {
    await erpDown()
    await post('acknowledge')
    paged()
    const { body } = await post('escalate', { step: 2 })
    expect(body).toMatchObject({ status: 'triggered', acknowledgedBy: null })
    await world.settle()
    expect(paged()).toEqual(['bob'])
    expect(await minutes(5)).toEqual(['5 alice', '5 bob'])
    expect(await post('escalate', { step: 9 })).toMatchObject({ status: 422, body: { code: 'no_such_step' } })
    await post('acknowledge')
  })

  test('to a step of a chain that is through pages that step again', async () => {
    await erpDown()
    await world.advance('20m')
    paged()
    expect((await get()).escalation.state).toBe('ended')
    await post('escalate', { step: 1 })
    await world.settle()
    expect(paged()).toEqual(['alice'])
    await post('acknowledge')
  })

  test('without a body goes to the next step', async () => {
    await erpDown()
    await post('escalate')
    await world.settle()
    expect(paged()).toEqual(['alice', 'bob'])
    await post('acknowledge')
  })

  test('to nobody is refused and changes nothing', async () => {
    await erpDown()
    const before = await kinds()
    expect(await post('escalate', { to: 'user:gone' })).toMatchObject({ status: 422, body: { code: 'unknown_target' } })
    expect(await post('escalate', { to: 'schedule:nobody' })).toMatchObject({
      status: 409,
      body: { code: 'nobody_there' },
    })
    expect((await post('escalate', { to: 'carl' })).status).toBe(400)
    expect((await post('escalate', { to: 'user:carl', step: 1 })).status).toBe(400)
    expect(await kinds()).toEqual(before)
    await post('resolve')
    paged()
    expect(await post('escalate', { to: 'user:carl' })).toMatchObject({
      status: 409,
      body: { code: 'already_resolved' },
    })
  })

  test('pages people for an alert without a policy', async () => {
    await world.alice.post('/alerts', { summary: 'A call came in' })
    expect((await post('escalate')).status).toBe(409)
    await post('escalate', { to: 'policy:night' })
    await world.settle()
    expect(paged()).toEqual(['carl'])
    await post('acknowledge')
  })
})

describe('reassigning', () => {
  test('stops the people before, pages the new ones, and falls back to the whole policy', async () => {
    await erpDown()
    await post('acknowledge')
    paged()
    const { body } = await post('reassign', { to: 'user:carl' })
    expect(body).toMatchObject({
      status: 'triggered',
      acknowledgedBy: null,
      assignedTo: { kind: 'user', key: 'carl', name: 'Carl Conrad' },
    })
    await world.settle()
    expect(paged()).toEqual(['carl'])
    expect((await get()).nextStep).toMatchObject({ kind: 'step', names: ['Alice Anders'] })
    expect((await minutes(10)).filter((one) => !one.endsWith('carl'))).toEqual(['5 alice', '10 bob'])
    await post('acknowledge')
    expect(await minutes(30)).toEqual([])
  })

  test('again gives it only to the last, and to the same ones changes nothing', async () => {
    await erpDown()
    await post('reassign', { to: 'user:bob' })
    await world.settle()
    await post('reassign', { to: 'user:carl' })
    await world.settle()
    expect(paged()).toEqual(['alice', 'bob', 'carl'])
    const before = await kinds()
    await post('reassign', { to: 'user:carl' })
    await world.settle()
    expect(await kinds()).toEqual(before)
    expect((await get()).escalation.steps).toBe(4)
    await post('acknowledge')
    expect(paged()).toEqual([])
  })

  test('keeps low priority low: it pages the new ones once and waits', async () => {
    await erpDown({ severity: 'warning' })
    world.mails.mails.splice(0)
    await post('reassign', { to: 'user:carl' })
    expect(await minutes(30)).toEqual(['1 carl'])
    expect((await get()).priority).toBe('low')
    await post('resolve')
  })

  test('cancels what was planned for the people before', async () => {
    world.pages.answer('/alice', { status: 503 })
    await erpDown()
    await post('reassign', { to: 'user:carl' })
    const { pages } = await get()
    const ofAlice = pages.filter(({ user }) => user.key === 'alice').flatMap(({ deliveries }) => deliveries)
    expect(ofAlice.some(({ status, reason }) => status === 'cancelled' && reason === 'reassigned')).toBe(true)
    expect(ofAlice.every(({ status }) => status !== 'planned')).toBe(true)
    await world.settle()
    paged()
    await post('resolve')
  })
})

test('giving back an acknowledgement lets the escalation go on behind the step that was answered', async () => {
  await erpDown()
  await post('acknowledge')
  expect((await post('unacknowledge')).body).toMatchObject({ status: 'triggered' })
  await world.settle()
  expect(paged()).toEqual(['alice', 'bob'])
  const before = await kinds()
  await post('unacknowledge')
  expect(await kinds()).toEqual(before)
  await post('resolve')
})

test('many alerts are answered at once, each with its own result', async () => {
  await erpDown()
  await erpDown({ dedupKey: 'mail', summary: 'Mail down' })
  paged()
  const ids = ['1', '2', '99', 'nonsense', '1']
  const bulk = async (verb: string) =>
    (await world.bob.post<{ items: BulkResult[] }>(`/alerts/${verb}`, { ids })).body.items.map(
      ({ id, outcome, status }) => `${id} ${outcome} ${status}`,
    )
  const missing = ['99 not_found null', 'nonsense not_found null']
  expect(await bulk('acknowledge')).toEqual([
    '1 done acknowledged',
    '2 done acknowledged',
    ...missing,
    '1 done acknowledged',
  ])
  expect(await bulk('acknowledge')).toContain('2 already acknowledged')
  expect(await bulk('resolve')).toContain('2 done resolved')
  const charlie = await world.charlie.post<{ items: BulkResult[] }>('/alerts/resolve', { ids: ['1'] })
  expect(charlie.body.items).toEqual([{ id: '1', outcome: 'not_found', status: null }])
  const many = Array.from({ length: 201 }, (_, index) => `${index}`)
  expect((await world.bob.post('/alerts/resolve', { ids: many })).status).toBe(400)
  expect((await world.sam.post('/alerts/resolve', { ids: ['1'] })).status).toBe(403)
  expect(await minutes(20)).toEqual([])
})

test('who looks on may see the responders and do nothing; other organizations see nothing', async () => {
  await erpDown()
  paged()
  const calls = [
    ['escalate', { to: 'user:carl' }],
    ['reassign', { to: 'user:carl' }],
    ['responders', { targets: ['user:carl'] }],
    ['unacknowledge', {}],
    ['unsnooze', {}],
  ] as const
  const charlies = (await get()).id
  for (const [verb, body] of calls) {
    expect((await world.sam.post(`/alerts/1/${verb}`, body)).status).toBe(403)
    expect((await world.charlie.post(`/alerts/${charlies}/${verb}`, body)).status).toBe(404)
  }
  expect((await world.sam.get('/alerts/1/responders')).status).toBe(200)
  expect((await world.charlie.get(`/alerts/${charlies}/responders`)).status).toBe(404)
  await post('reassign', { to: 'user:carl' })
  await world.settle()
  expect(paged()).toEqual(['carl'])
  const { body } = await world.alice.get<{ items: { action: string }[] }>('/audit?action=alert.reassigned')
  expect(body.items).toHaveLength(1)
  await post('resolve')
})
