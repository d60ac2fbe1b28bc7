import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import { keys } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld({
    change: (config) => ({
      ...config,
      escalationPolicies: config.escalationPolicies!.map((one) => ({ ...one, acknowledgeTimeout: '30m' })),
      customers: [{ key: 'acme', name: 'Acme GmbH', grouping: { by: ['service'], mode: 'window' } }],
    }),
  })
})
afterEach(() => world.close())

const detail = async (number: number) => (await world.alice.get<AlertDetail>(`/alerts/${number}`)).body
const kindsOf = async (number: number) =>
  (await world.alice.get<{ items: { kind: string }[] }>(`/alerts/${number}/timeline`)).body.items.map(
    (entry) => entry.kind,
  )
const disk = (host: string, key = keys.anything, more: object = {}) =>
  world.send({ summary: `Disk full on ${host}`, dedupKey: host, ...more }, key)
const paged = () => world.pages.pages.splice(0).map((page) => page.body.alert.number)
const resolveAll = async (...numbers: number[]) => {
  for (const number of numbers) await world.alice.post(`/alerts/${number}/resolve?members=true`)
}

describe('a member', () => {
  test('that leaves is an alert of its own, pages, and is not grouped again', async () => {
    await disk('web-01')
    await disk('web-02')
    paged()
    const left = await world.bob.post<AlertDetail>('/alerts/2/leave-group')
    expect(left).toMatchObject({ status: 200, body: { held: null, group: null } })
    await world.settle()
    expect(paged()).toEqual([2])
    expect(await kindsOf(2)).toEqual(expect.arrayContaining(['group.left', 'alert.released']))
    expect((await world.bob.post('/alerts/2/leave-group')).status).toBe(409)
    expect((await world.bob.post('/alerts/1/leave-group')).status).toBe(409)
    await resolveAll(1)
    expect((await detail(2)).status).toBe('triggered')
    await resolveAll(2)
  })

  test('that leaves an acknowledged lead pages: nobody has looked at it', async () => {
    await disk('web-01')
    await disk('web-02')
    paged()
    await world.bob.post('/alerts/1/acknowledge')
    await world.bob.post('/alerts/2/leave-group')
    await world.settle()
    expect(paged()).toEqual([2])
    expect(await detail(1)).toMatchObject({ status: 'acknowledged', group: null })
    await resolveAll(1, 2)
  })

  test('that is more urgent raises its lead, from the start or later', async () => {
    await disk('web-01', keys.anything, { severity: 'warning' })
    expect(world.mails.mails.splice(0)).toHaveLength(1)
    await disk('web-02', keys.anything, { severity: 'info' })
    await disk('web-03', keys.anything, { severity: 'critical' })
    expect(paged()).toEqual([1])
    expect(await detail(1)).toMatchObject({ priority: 'high' })
    expect(await kindsOf(1)).toContain('alert.raised')
    await resolveAll(1)
    await disk('web-04', keys.anything, { severity: 'warning' })
    await disk('web-05', keys.anything, { severity: 'warning' })
    expect(world.mails.mails.splice(0)).toHaveLength(1)
    await disk('web-05', keys.anything, { severity: 'critical' })
    expect(paged()).toEqual([4])
    await resolveAll(4)
  })

  test('that somebody escalates stands on its own', async () => {
    await disk('web-01')
    await disk('web-02')
    paged()
    await world.bob.post('/alerts/2/escalate')
    await world.settle()
    expect(paged()).toEqual([2])
    expect((await detail(2)).group).toBeNull()
    await resolveAll(1, 2)
  })
})

describe('what was acknowledged with its lead', () => {
  test('has the timeout of its policy when it leads: nobody inherits silence for ever', async () => {
    await disk('web-01')
    await disk('web-02')
    await disk('web-03')
    paged()
    await world.bob.post('/alerts/1/acknowledge')
    expect(await detail(2)).toMatchObject({ status: 'acknowledged', acknowledgedUntil: null })
    await world.advance('10m')
    await disk('web-01', keys.anything, { status: 'resolved' })
    expect(await detail(2)).toMatchObject({ acknowledgedUntil: '2026-01-05T02:40:00Z', group: { role: 'lead' } })
    expect(await detail(3)).toMatchObject({ acknowledgedUntil: null })
    await world.advance('30m')
    expect(paged()).toEqual([2])
    expect(await detail(3)).toMatchObject({ status: 'triggered', held: { reason: 'group', cause: { number: 2 } } })
    await resolveAll(2)
  })

  test('wakes with it when a snoozed lead becomes urgent', async () => {
    await disk('web-01', keys.anything, { severity: 'warning' })
    await disk('web-02', keys.anything, { severity: 'warning' })
    expect(world.mails.mails.splice(0)).toHaveLength(1)
    await world.bob.post('/alerts/1/snooze', { for: '2h' })
    expect((await detail(2)).status).toBe('acknowledged')
    await disk('web-01', keys.anything, { severity: 'critical' })
    expect(paged()).toEqual([1])
    expect(await detail(2)).toMatchObject({ status: 'triggered', held: { reason: 'group', cause: { number: 1 } } })
    await resolveAll(1)
  })

  test.each([
    ['its source', () => disk('web-01', keys.anything, { status: 'resolved' })],
    ['a person', () => world.bob.post('/alerts/1/resolve')],
  ])(
    'pages when the lead that it was quiet with was only snoozed, and is resolved by %s',
    async (_who, resolveLead) => {
      await disk('web-01')
      await disk('web-02')
      await disk('web-03')
      paged()
      await world.bob.post('/alerts/1/snooze', { for: '2h' })
      await world.advance('10m')
      await resolveLead()
      expect(await detail(2)).toMatchObject({ status: 'triggered', group: { role: 'lead' } })
      await world.advance('59s')
      expect(paged()).toEqual([])
      await world.advance('1s')
      expect(paged()).toEqual([2])
      expect(await detail(3)).toMatchObject({ status: 'triggered', held: { reason: 'group', cause: { number: 2 } } })
      await resolveAll(2)
    },
  )

  test('stays quiet when somebody took the snoozed lead over before it was resolved', async () => {
    await disk('web-01')
    await disk('web-02')
    paged()
    await world.bob.post('/alerts/1/snooze', { for: '2h' })
    await world.bob.post('/alerts/1/acknowledge')
    await disk('web-01', keys.anything, { status: 'resolved' })
    await world.advance('20m')
    expect(paged()).toEqual([])
    expect(await detail(2)).toMatchObject({ status: 'acknowledged', group: { role: 'lead' } })
    await resolveAll(2)
  })
})
