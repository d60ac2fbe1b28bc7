import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  const until = { start: '2026-01-05', end: '2026-01-07', users: ['alice'] }
  world = await createWorld({
    change: (config) => ({
      ...config,
      schedules: [
        {
          key: 'primary',
          layers: [
            { name: 'mornings', ...until, restrictions: [{ from: '00:00', to: '12:00' }] },
            { name: 'evenings', ...until, restrictions: [{ from: '12:00', to: '24:00' }] },
            { name: 'later', start: '2026-01-07', users: ['bob'] },
          ],
        },
      ],
    }),
  })
})
afterAll(() => world.close())

test('a duty that is made of touching shifts of one person ends where somebody else takes over', async () => {
  const { body } = await world.alice.get<{ items: object[] }>('/oncall')
  expect(body.items).toMatchObject([
    {
      user: { key: 'alice' },
      to: '2026-01-06T23:00:00Z',
      next: { user: { key: 'bob' }, from: '2026-01-06T23:00:00Z' },
    },
  ])
})
