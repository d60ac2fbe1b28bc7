import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ScheduleConfig } from '../../contract/config/schedule.ts'
import { schedule } from '../../contract/config/schedule.ts'
import { onCallAt } from '../../rules/oncall/index.ts'
import type { Organizations } from '../testing/organizations.ts'
import { createOrganizations } from '../testing/organizations.ts'
import { onCallNow } from './index.ts'
import { loadSchedules } from './store/schedules.ts'
import { syncSchedules } from './sync.ts'

const at = Temporal.Instant.from('2026-11-18T10:00:00Z')

const night = schedule.parse({
  key: 'night',
  timezone: 'Europe/Berlin',
  layers: [
    {
      name: 'weekly',
      start: '2026-01-05',
      rotation: { every: '1 week', handover: 'Mon 09:00' },
      users: ['alice', 'bob', 'mia'],
    },
    {
      name: 'weekend',
      start: '2026-01-05',
      rotation: { every: '1 day' },
      users: ['max', 'mia'],
      restrictions: [{ days: ['Sat', 'Sun'], from: '08:00', to: '20:00' }],
    },
  ],
  overrides: [{ user: 'max', from: '2026-12-24T00:00', to: '2026-12-27T00:00' }],
})
const empty: ScheduleConfig = { key: 'empty', layers: [] }

let world: Organizations
let nightId: string
let emptyId: string

beforeAll(async () => {
  world = await createOrganizations(at)
  await world.inHome((work) => syncSchedules(world.kernel, work, [night, empty]))
  await world.inElsewhere((work) =>
    syncSchedules(world.kernel, work, [
      { key: 'night', layers: [{ name: 'only', start: '2026-01-01', users: ['charlie'] }] },
    ]),
  )
  const ids = await world.inHome(async ({ trx }) => Map.groupBy(await loadSchedules(trx), (one) => one.key))
  nightId = ids.get('night')![0]!.id
  emptyId = ids.get('empty')![0]!.id
})
afterAll(() => world.close())

describe('who is paged', () => {
  test('is who the rules say, every seven hours of a quarter with a change of clocks and overrides', async () => {
    const seen = new Set<string>()
    await world.inHome(async ({ trx }) => {
      const [loaded] = await loadSchedules(trx, { ids: [nightId] })
      for (let hours = 0; hours < 92 * 24; hours += 7) {
        const instant = Temporal.Instant.from('2026-10-01T00:00:00Z').add({ hours })
        const found = await onCallNow(trx, [nightId], instant)
        const expected = onCallAt(loaded!.rules, instant)
        expect(found.get(nightId)).toEqual({ userId: expected!.userId, scheduleName: 'night' })
        seen.add(expected!.userId)
      }
    })
    expect(seen.size).toBe(4)
  })

  test('is nobody where a schedule has nobody, and where there is no such schedule', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000'
    const found = await world.inHome(({ trx }) => onCallNow(trx, [emptyId, nowhere, nightId], at))
    expect([...found.keys()]).toEqual([nightId])
    expect(await world.inHome(({ trx }) => onCallNow(trx, [], at))).toEqual(new Map())
  })

  test('is never somebody of another organization', async () => {
    expect((await world.inElsewhere(({ trx }) => onCallNow(trx, [nightId], at))).size).toBe(0)
    expect((await world.inElsewhere(({ trx }) => loadSchedules(trx, { name: nightId }))).length).toBe(0)
    const own = await world.inElsewhere(({ trx }) => loadSchedules(trx))
    expect(own.map((one) => one.rules.layers[0]!.userIds)).toEqual([[world.userId('charlie')]])
  })

  test('is never somebody who has left: the others take the turns', async () => {
    await world.inHome(({ trx, now }) =>
      trx.updateTable('users').set({ archivedAt: now }).where('key', '=', 'max').execute(),
    )
    const christmas = Temporal.Instant.from('2026-12-25T10:00:00Z')
    const found = await world.inHome(({ trx }) => onCallNow(trx, [nightId], christmas))
    expect(found.get(nightId)!.userId).not.toBe(world.userId('max'))
    const saturday = Temporal.Instant.from('2026-12-05T10:00:00Z')
    const sunday = saturday.add({ hours: 24 })
    for (const day of [saturday, sunday]) {
      const person = await world.inHome(({ trx }) => onCallNow(trx, [nightId], day))
      expect(person.get(nightId)!.userId).toBe(world.userId('mia'))
    }
  })
})

describe('the statements', () => {
  test('are three, however many schedules there are', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ ...night, key: `many-${index}`, overrides: [] }))
    await world.inHome(async (work) => {
      await work.trx.updateTable('users').set({ archivedAt: null }).where('key', '=', 'max').execute()
      return syncSchedules(world.kernel, work, [night, empty, ...many])
    })
    const all = await world.inHome(({ trx }) => loadSchedules(trx))
    const statements: string[] = []
    await world.inHome(({ trx }) => {
      const counted = trx.withPlugin({
        transformQuery: ({ node }) => (statements.push(node.kind), node),
        transformResult: ({ result }) => Promise.resolve(result),
      })
      return onCallNow(
        counted as typeof trx,
        all.map((one) => one.id),
        at,
      )
    })
    expect(all.length).toBe(14)
    expect(statements.length).toBe(3)
  })
})
