import { describe, expect, test } from 'vitest'
import { schedule } from '../../contract/config/schedule.ts'
import { scheduleOf } from './schedule.ts'
import { shifts } from './shifts.ts'
import { at, lines } from './testing/samples.ts'

const config = schedule.parse({
  key: 'primary',
  layers: [
    {
      name: 'weekly',
      start: '2026-01-05',
      rotation: { every: '1 week', handover: 'Mon 09:00' },
      users: ['ann', 'bob'],
    },
  ],
  overrides: [{ user: 'bob', from: '2026-01-06T00:00', to: '2026-01-07T00:00' }],
})
const userIdByKey = new Map([
  ['ann', 'id-of-ann'],
  ['bob', 'id-of-bob'],
])

describe('a schedule of the configuration', () => {
  test('becomes one of the rules, with ids for keys and the zone of the organization where it names none', () => {
    const found = shifts(
      scheduleOf(config, 'Europe/Berlin', userIdByKey),
      at('2026-01-05T00:00'),
      at('2026-01-08T00:00'),
    )
    expect(lines(found)).toEqual([
      'id-of-ann 01-05T00:00+01:00 to 01-06T00:00+01:00',
      'id-of-bob 01-06T00:00+01:00 to 01-07T00:00+01:00',
      'id-of-ann 01-07T00:00+01:00 to 01-08T00:00+01:00',
    ])
    expect(scheduleOf({ ...config, timezone: 'America/New_York' }, 'Europe/Berlin', userIdByKey).timeZone).toBe(
      'America/New_York',
    )
  })

  test('is refused when it names a person whom nobody knows', () => {
    expect(() => scheduleOf(config, 'Europe/Berlin', new Map([['ann', 'id-of-ann']]))).toThrow(
      'no user has the key "bob"',
    )
  })
})
