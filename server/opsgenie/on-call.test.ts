import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpsgenieWorld } from '../testing/opsgenie.ts'
import { createOpsgenieWorld, opsgenieKeys } from '../testing/opsgenie.ts'

let world: OpsgenieWorld
beforeAll(async () => {
  world = await createOpsgenieWorld()
})
afterAll(() => world?.close())

const granted = { authorization: `GenieKey ${opsgenieKeys.granted}` }
const data = async (path: string) => {
  const { status, body } = await world.ask('GET', path, undefined, granted)
  expect([path, status]).toEqual([path, 200])
  return (body as unknown as { data: unknown }).data
}

const parent = { id: expect.any(String), name: 'primary', enabled: true }

test('who is on call, flat and nested, in one schedule and in all, now and at any instant', async () => {
  expect(await data('/v2/schedules/primary/on-calls?scheduleIdentifierType=name&flat=true')).toEqual({
    _parent: parent,
    onCallRecipients: ['alice@example.test'],
  })
  expect(await data('/v2/schedules/Primary/on-calls/')).toEqual({
    _parent: parent,
    onCallParticipants: [{ id: expect.any(String), name: 'alice@example.test', type: 'user' }],
  })
  expect(await data('/v2/schedules/on-calls?flat=true')).toEqual([expect.objectContaining({ _parent: parent })])
  // Before the schedule begins nobody is. The "+" may come encoded or not.
  for (const date of ['2025-12-01T00:00:00%2B01:00', '2025-12-01T00:00:00+01:00']) {
    expect(await data(`/v2/schedules/primary/on-calls?flat=true&date=${date}`)).toMatchObject({ onCallRecipients: [] })
  }
})

test('an override takes the duty, is next until then, and stands in the timeline', async () => {
  const made = await world.ask(
    'POST',
    '/v2/schedules/primary/overrides',
    {
      user: { type: 'user', username: 'bob@example.test' },
      startDate: '2026-01-06T00:00:00Z',
      endDate: '2026-01-07T00:00:00Z',
    },
    granted,
  )
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ data: { _parent: parent, alias: expect.any(String) } })
  expect(await data('/v2/schedules/primary/next-on-calls?flat=true')).toMatchObject({
    nextOnCallRecipients: ['bob@example.test'],
    exactNextOnCallRecipients: ['bob@example.test'],
  })
  expect(await data('/v2/schedules/primary/on-calls?flat=true&date=2026-01-06T12:00:00Z')).toMatchObject({
    onCallRecipients: ['bob@example.test'],
  })
  const timeline = await data('/v2/schedules/primary/timeline?interval=3&intervalUnit=days&expand=base,override')
  expect(timeline).toMatchObject({
    startDate: '2026-01-05T02:00:00Z',
    endDate: '2026-01-08T02:00:00Z',
    finalTimeline: {
      rotations: [
        {
          periods: [
            { endDate: '2026-01-06T00:00:00Z', recipient: { name: 'alice@example.test', type: 'user' } },
            { type: 'override', recipient: { name: 'bob@example.test' } },
            { startDate: '2026-01-07T00:00:00Z' },
          ],
        },
      ],
    },
    baseTimeline: { rotations: [{ name: 'weekly', periods: [{ recipient: { name: 'alice@example.test' } }] }] },
    overrideTimeline: { rotations: [{ periods: [{ type: 'override' }] }] },
  })
})

test('schedules, users, teams and the account', async () => {
  expect(await data('/v2/schedules?expand=rotation')).toEqual([
    expect.objectContaining({
      name: 'primary',
      timezone: 'Europe/Berlin',
      rotations: [expect.objectContaining({ name: 'weekly', type: 'weekly', length: 52 })],
    }),
  ])
  expect(await data('/v2/schedules/primary?identifierType=name')).toMatchObject({ name: 'primary' })
  expect(await data('/v2/users?limit=1&offset=1')).toEqual([expect.objectContaining({ username: 'bob@example.test' })])
  expect(await data('/v2/users/alice@example.test')).toMatchObject({ fullName: 'Alice Anders' })
  expect(await data('/v2/teams')).toEqual([expect.objectContaining({ name: 'NetOps' })])
  expect(await data('/v2/teams/netops')).toMatchObject({ members: [{ user: { username: 'alice@example.test' } }, {}] })
  expect(await data('/v2/account')).toMatchObject({ name: 'Nordlicht IT GmbH', userCount: 2 })
})

test('a key without the right is told which one it lacks; the account answers every key', async () => {
  const asked: [string, string][] = [
    ['GET', '/v2/schedules'],
    ['GET', '/v2/schedules/primary/on-calls'],
    ['GET', '/v2/users'],
    ['GET', '/v2/teams'],
    ['POST', '/v2/schedules/primary/overrides'],
  ]
  for (const [method, path] of asked) {
    const { status, body } = await world.ask(method, path, method === 'POST' ? {} : undefined)
    expect([path, status, body.message]).toEqual([path, 403, expect.stringContaining('40301')])
  }
  expect((await world.ask('GET', '/v2/account')).status).toBe(200)
})

test('what is not there is 404, what cannot be is 422, a time that is taken 409', async () => {
  const ask = async (method: string, path: string, body?: object) =>
    (await world.ask(method, path, body, granted)).status
  expect(await ask('GET', '/v2/schedules/unheard/on-calls')).toBe(404)
  expect(await ask('GET', '/v2/users/nobody')).toBe(404)
  expect(await ask('GET', '/v2/schedules/primary/on-calls?date=tomorrow')).toBe(422)
  const override = {
    user: { username: 'bob@example.test' },
    startDate: '2026-01-06T12:00:00Z',
    endDate: '2026-01-06T13:00:00Z',
  }
  expect(await ask('POST', '/v2/schedules/primary/overrides', override)).toBe(409)
  expect(await ask('POST', '/v2/schedules/primary/overrides', { ...override, user: { username: 'x' } })).toBe(422)
})
