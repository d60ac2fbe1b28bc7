import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Organizations } from '../testing/organizations.ts'
import { createOrganizations } from '../testing/organizations.ts'
import { onCallRoutes } from './index.ts'
import { insertOverrides } from './store/overrides.ts'
import { loadSchedules } from './store/schedules.ts'
import { syncSchedules } from './sync.ts'

const now = Temporal.Instant.from('2026-12-01T10:00:00Z')
const path = '/schedules/primary/overrides'

let world: Organizations
let scheduleId: string

beforeAll(async () => {
  world = await createOrganizations(now)
  const layers = [{ name: 'always', start: '2026-01-01', users: ['alice'] }]
  await world.inHome((work) => syncSchedules(world.kernel, work, [{ key: 'primary', layers }]))
  scheduleId = await world.inHome(async ({ trx }) => (await loadSchedules(trx))[0]!.id)
})
beforeEach(() => world.inHome(({ trx }) => trx.deleteFrom('scheduleOverrides').execute()))
afterAll(() => world.close())

const post = (who: string, body: unknown, to = path) => world.ask(onCallRoutes(world.kernel), who, 'POST', to, body)
const remove = (who: string, id: unknown) =>
  world.ask(onCallRoutes(world.kernel), who, 'DELETE', `${path}/${String(id)}`)
const onCall = async (at: string) => {
  const { body } = await world.ask(onCallRoutes(world.kernel), 'sam', 'GET', `/oncall?at=${at}`)
  return (body.items as { user: { key: string } | null; origin: string; to: string }[])[0]!
}

const christmas = { user: 'bob', from: '2026-12-24T00:00', to: '2026-12-27T00:00' }

describe('an override', () => {
  test('puts a person in the place of whoever has the duty, for its time only, in the zone of the schedule', async () => {
    const made = await post('max', christmas)
    expect(made).toMatchObject({
      status: 201,
      body: { user: { key: 'bob', name: 'Bob' }, from: christmas.from, to: christmas.to, managed: false },
    })
    expect((await onCall('2026-12-23T22:59:59Z')).user!.key).toBe('alice')
    expect(await onCall('2026-12-23T23:00:00Z')).toMatchObject({
      user: { key: 'bob' },
      origin: 'override',
      to: '2026-12-26T23:00:00Z',
    })
    expect((await onCall('2026-12-26T23:00:00Z')).user!.key).toBe('alice')
  })

  test('may be written with instants, which become wall-clock times of the schedule in whole minutes', async () => {
    const made = await post('max', { user: 'bob', from: '2026-12-24T08:00:30Z', to: '2026-12-24T12:00:00.5+01:00' })
    expect(made.body).toMatchObject({ from: '2026-12-24T09:00', to: '2026-12-24T12:01' })
  })

  test('is taken over by responders for themselves, and given back', async () => {
    const taken = await post('bob', christmas)
    expect(taken.status).toBe(201)
    expect((await remove('mia', taken.body.id)).status).toBe(403)
    expect((await remove('bob', taken.body.id)).status).toBe(204)
    expect((await onCall('2026-12-25T10:00:00Z')).user!.key).toBe('alice')
  })

  test('gets another person or time in one piece: it never is away in between, and never lies over another', async () => {
    const made = await post('max', christmas)
    const change = (who: string, body: unknown, id: unknown = made.body.id) =>
      world.ask(onCallRoutes(world.kernel), who, 'PATCH', `${path}/${String(id)}`, body)
    const longer = { ...christmas, to: '2026-12-28T12:00' }
    expect(await change('max', longer)).toMatchObject({ status: 200, body: { id: made.body.id, to: longer.to } })
    expect((await onCall('2026-12-28T10:59:59Z')).user!.key).toBe('bob')
    expect((await change('max', { ...longer, user: 'mia' })).status).toBe(200)
    expect((await onCall('2026-12-25T10:00:00Z')).user!.key).toBe('mia')
    await post('max', { user: 'bob', from: '2026-12-29T00:00', to: '2026-12-30T00:00' })
    expect((await change('max', { ...longer, to: '2026-12-29T00:01' })).status).toBe(409)
    expect((await onCall('2026-12-28T10:00:00Z')).user!.key).toBe('mia')
    // Nobody but a manager moves what is not their own, in either direction.
    expect((await change('bob', { ...longer, user: 'bob' })).status).toBe(403)
    expect((await change('max', longer, '01890000-0000-7000-8000-000000000000')).status).toBe(404)
  })

  test.each([
    ['bob', { ...christmas, user: 'mia' }, 403],
    ['sam', { ...christmas, user: 'sam' }, 403],
    ['max', { ...christmas, user: 'nobody' }, 400],
    ['max', { ...christmas, user: 'charlie' }, 400],
    ['max', { ...christmas, from: christmas.to }, 400],
    ['max', { ...christmas, from: 'tomorrow' }, 400],
    ['max', { ...christmas, from: '2026-02-30T00:00' }, 400],
    ['max', { ...christmas, from: '2026-11-01T00:00', to: '2026-12-01T10:59' }, 400],
    ['max', { ...christmas, to: '2029-12-27T00:00' }, 400],
    ['max', { ...christmas, reason: 'ill' }, 400],
  ])('by %s that is not allowed or makes no sense is refused: %j', async (who, body, status) => {
    expect((await post(who, body)).status).toBe(status)
  })

  test('of another organization is not there', async () => {
    const made = await post('max', christmas)
    expect((await post('charlie', { ...christmas, user: 'charlie' })).status).toBe(404)
    expect((await remove('charlie', made.body.id)).status).toBe(404)
    expect((await remove('max', 'nonsense')).status).toBe(404)
    expect((await onCall('2026-12-25T10:00:00Z')).user!.key).toBe('bob')
  })
})

describe('two overrides at the same time', () => {
  test('are a conflict that says who and when', async () => {
    await post('max', christmas)
    const second = await post('mia', { user: 'mia', from: '2026-12-26T23:59', to: '2026-12-28T00:00' })
    expect(second.status).toBe(409)
    expect(second.body.detail).toContain('Bob stands in from 2026-12-24 00:00 to 2026-12-27 00:00 (Europe/Berlin)')
  })

  test('may touch', async () => {
    await post('max', christmas)
    expect((await post('max', { user: 'mia', from: christmas.to, to: '2026-12-28T00:00' })).status).toBe(201)
  })

  test('asked for at once, one gets it and the other hears of the conflict', async () => {
    const answers = await Promise.all(['bob', 'mia', 'alice', 'max'].map((user) => post(user, { ...christmas, user })))
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409])
  })

  test('are refused by the database itself, whatever two connections do', async () => {
    const other = world.anotherNode()
    const first = Promise.withResolvers<void>()
    const row = { scheduleId, userId: world.userId('bob'), from: christmas.from, to: christmas.to, managed: false }
    const holding = world.inHome(async (work) => {
      await insertOverrides(work.trx, work.orgId, [{ id: work.id(), ...row }])
      first.resolve()
      await world.untilWaiting('insert into "schedule_overrides"')
    })
    await first.promise
    const refused = other.work.inOrganization(world.home, (work) =>
      insertOverrides(work.trx, work.orgId, [{ id: work.id(), ...row, to: '2026-12-30T00:00' }]),
    )
    await expect(refused).rejects.toMatchObject({ code: '23P01' })
    await holding
  })

  test('with somebody who has left stand in nobody’s way', async () => {
    await post('max', { ...christmas, user: 'mia' })
    const setMia = (archivedAt: Temporal.Instant | null) =>
      world.inHome(({ trx }) => trx.updateTable('users').set({ archivedAt }).where('key', '=', 'mia').execute())
    await setMia(now)
    expect((await onCall('2026-12-25T10:00:00Z')).user!.key).toBe('alice')
    expect((await post('max', christmas)).status).toBe(201)
    await setMia(null)
    expect((await onCall('2026-12-25T10:00:00Z')).user!.key).toBe('bob')
  })
})
