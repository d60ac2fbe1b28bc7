import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schedule } from '../../contract/config/schedule.ts'
import type { Organizations } from '../testing/organizations.ts'
import { createOrganizations } from '../testing/organizations.ts'
import { onCallRoutes } from './index.ts'
import { syncSchedules } from './sync.ts'

/** A Wednesday; the clocks of Berlin go back on Sunday at 3. */
const now = Temporal.Instant.from('2026-10-21T10:00:00Z')

const office = schedule.parse({
  key: 'office',
  name: 'Office hours',
  timezone: 'Europe/Berlin',
  team: 'netops',
  customer: 'acme',
  layers: [
    {
      name: 'days',
      start: '2026-01-05',
      rotation: { every: '1 week', handover: 'Mon 08:00' },
      users: ['alice', 'bob'],
      restrictions: [{ days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '08:00', to: '18:00' }],
    },
  ],
})
const nights = schedule.parse({
  key: 'nights',
  timezone: 'America/New_York',
  layers: [{ name: 'always', start: '2026-01-01', users: ['mia'] }],
  overrides: [
    { user: 'bob', from: '2026-10-01T00:00', to: '2026-10-02T00:00' },
    { user: 'bob', from: '2026-11-05T00:00', to: '2026-11-06T00:00' },
  ],
})

let world: Organizations
beforeAll(async () => {
  world = await createOrganizations(now)
  await world.inHome(async (work) => {
    await work.trx.insertInto('teams').values({ orgId: work.orgId, key: 'netops', name: 'NetOps' }).execute()
    await work.trx.insertInto('customers').values({ orgId: work.orgId, key: 'acme', name: 'Acme GmbH' }).execute()
    await syncSchedules(world.kernel, work, [office, nights])
  })
})
afterAll(() => world.close())

const get = (path: string, who = 'sam') => world.ask(onCallRoutes(world.kernel), who, 'GET', path)

const alice = { key: 'alice', name: 'Alice' }
const bob = { key: 'bob', name: 'Bob' }
const mia = { key: 'mia', name: 'Mia' }

describe('who is on call', () => {
  test('is told for every schedule, with the bounds of the shift and who comes next', async () => {
    expect(await get('/oncall')).toEqual({
      status: 200,
      body: {
        nextCursor: null,
        items: [
          {
            schedule: { key: 'nights', name: 'nights', timezone: 'America/New_York' },
            team: null,
            customer: null,
            user: mia,
            from: '2026-10-02T04:00:00Z',
            to: '2026-11-05T05:00:00Z',
            origin: 'layer',
            next: { user: bob, from: '2026-11-05T05:00:00Z', to: '2026-11-06T05:00:00Z' },
          },
          {
            schedule: { key: 'office', name: 'Office hours', timezone: 'Europe/Berlin' },
            team: { key: 'netops', name: 'NetOps' },
            customer: { key: 'acme', name: 'Acme GmbH' },
            user: bob,
            from: '2026-10-21T06:00:00Z',
            to: '2026-10-21T16:00:00Z',
            origin: 'layer',
            next: { user: bob, from: '2026-10-22T06:00:00Z', to: '2026-10-22T16:00:00Z' },
          },
        ],
      },
    })
  })

  test('is told for any instant, past or future, and where nobody is', async () => {
    const at = async (text: string) => {
      const { body } = await get(`/oncall?schedule=office&at=${text}`)
      const [item] = body.items as { user: { key: string } | null; from: string | null }[]
      return item!.user?.key ?? 'nobody'
    }
    expect(await at('2026-01-05T07:00:00Z')).toBe('alice')
    expect(await at('2026-10-26T08:00:00%2B01:00')).toBe('alice')
    expect(await at('2026-10-26T08:00:00+01:00')).toBe('alice')
    expect(await at('2026-10-26T06:59:59Z')).toBe('nobody')
    expect(await at('2036-11-12T12:00:00Z')).toBe('alice')
  })

  test('is told for the schedules of one team', async () => {
    const keys = async (query: string) =>
      ((await get(`/oncall?${query}`)).body.items as { schedule: { key: string } }[]).map((one) => one.schedule.key)
    expect(await keys('team=netops')).toEqual(['office'])
    expect(await keys('team=unknown')).toEqual([])
    expect(await keys('schedule=unknown')).toEqual([])
  })

  test.each(['yesterday', '2026-10-21', '2026-10-21T10:00', '1', '+275000-01-01T00:00:00Z', '0001-01-01T00:00:00Z'])(
    'at "%s" is a question that is answered in words',
    async (at) => {
      const answer = await get(`/oncall?at=${encodeURIComponent(at)}`)
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request', problems: [{ path: 'at' }] } })
      expect(answer.body.detail).toContain(at)
    },
  )

  test('is nobody else’s business', async () => {
    expect((await get('/oncall', 'charlie')).body).toEqual({ items: [], nextCursor: null })
    expect((await get('/schedules/office', 'charlie')).status).toBe(404)
    expect((await get('/schedules/office/shifts', 'charlie')).status).toBe(404)
  })
})

describe('the shifts of a schedule', () => {
  test('come with the gaps between them and layer by layer, over a change of clocks', async () => {
    const { status, body } = await get('/schedules/office/shifts?from=2026-10-23&to=2026-10-27')
    const friday = { from: '2026-10-23T06:00:00Z', to: '2026-10-23T16:00:00Z' }
    const monday = { from: '2026-10-26T07:00:00Z', to: '2026-10-26T17:00:00Z' }
    expect(status).toBe(200)
    expect(body).toEqual({
      schedule: { key: 'office', name: 'Office hours', timezone: 'Europe/Berlin' },
      from: '2026-10-22T22:00:00Z',
      to: '2026-10-26T23:00:00Z',
      items: [
        { user: bob, ...friday, origin: 'layer' },
        { user: alice, ...monday, origin: 'layer' },
      ],
      gaps: [
        { from: '2026-10-22T22:00:00Z', to: friday.from },
        { from: friday.to, to: monday.from },
        { from: monday.to, to: '2026-10-26T23:00:00Z' },
      ],
      layers: [
        {
          name: 'days',
          shifts: [
            { user: bob, ...friday, origin: 'layer' },
            { user: alice, ...monday, origin: 'layer' },
          ],
        },
      ],
    })
  })

  test('show the layer below an override, and are those of the next week when nothing is asked', async () => {
    const { body } = await get('/schedules/nights/shifts?from=2026-11-04T00:00&to=2026-11-08T05:00:00Z')
    expect((body.items as { user: unknown; origin: string }[]).map((one) => [one.user, one.origin])).toEqual([
      [mia, 'layer'],
      [bob, 'override'],
      [mia, 'layer'],
    ])
    expect(body.layers).toMatchObject([{ name: 'always', shifts: [{ user: mia }] }])
    expect((await get('/schedules/nights/shifts')).body).toMatchObject({
      from: '2026-10-21T10:00:00Z',
      to: '2026-10-28T10:00:00Z',
    })
  })

  test.each([
    'from=2026-10-23&to=2026-10-23',
    'from=2026-10-24&to=2026-10-23',
    'from=2026-10-23&to=2027-10-26',
    'from=soon',
    'to=2026-02-29',
    'from=2026-10-23T25:00',
  ])('asked for with %s are refused', async (query) => {
    expect(await get(`/schedules/office/shifts?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', problems: [expect.anything()] },
    })
  })

  test('of a whole year can be asked for', async () => {
    expect((await get('/schedules/office/shifts?from=2026-01-01&to=2027-01-01')).status).toBe(200)
  })
})

describe('my shifts', () => {
  test('are those of all schedules in order', async () => {
    const { body } = await get('/me/shifts?from=2026-11-04&to=2026-11-07', 'bob')
    expect(
      (body.items as { schedule: { key: string }; from: string }[]).map((one) => [one.schedule.key, one.from]),
    ).toEqual(
      [
        ['office', '2026-11-04T07:00:00Z'],
        ['office', '2026-11-05T07:00:00Z'],
        ['nights', '2026-11-05T05:00:00Z'],
        ['office', '2026-11-06T07:00:00Z'],
      ].toSorted(([, a], [, b]) => (a! < b! ? -1 : 1)),
    )
    expect((await get('/me/shifts', 'sam')).body.items).toEqual([])
    expect((await get('/me/shifts', 'charlie')).body.items).toEqual([])
  })
})

describe('a schedule', () => {
  test('shows its layers and those overrides that have not ended', async () => {
    const { body } = await get('/schedules/nights')
    expect(body).toMatchObject({
      key: 'nights',
      timezone: 'America/New_York',
      layers: [{ name: 'always', start: '2026-01-01', users: [mia] }],
      overrides: [{ user: bob, from: '2026-11-05T00:00', to: '2026-11-06T00:00', managed: true }],
    })
    expect((await get('/schedules')).body.items).toMatchObject([{ key: 'nights' }, { key: 'office' }])
    expect((await get('/schedules/office')).body.layers).toEqual([{ ...office.layers[0], users: [alice, bob] }])
  })
})
