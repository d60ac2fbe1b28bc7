import { describe, expect, test } from 'vitest'
import { schedule } from './schedule.ts'

const weekly = {
  name: 'weekly',
  start: '2026-01-05',
  rotation: { every: '1 week', handover: 'Mon 09:00' },
  users: ['ann', 'bob'],
  restrictions: [{ days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '08:00', to: '18:00' }],
}
const christmas = { user: 'bob', from: '2026-12-24T00:00', to: '2026-12-27T00:00' }
const primary = { key: 'primary', timezone: 'Europe/Berlin', layers: [weekly], overrides: [christmas] }

/** Path and message of every complaint, `path: message`. */
function complaints(input: unknown): string[] {
  const parsed = schedule.safeParse(input)
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
}

function withLayer(change: object): unknown {
  return { ...primary, layers: [{ ...weekly, ...change }] }
}

describe('a schedule of the configuration', () => {
  test('is read as the documentation writes it, and hand-over and skipExcluded get their defaults', () => {
    expect(complaints(primary)).toEqual([])
    const layer = schedule.parse(withLayer({ rotation: { every: '12 hours' } })).layers[0]
    expect(layer?.rotation).toEqual({ every: '12 hours', handover: '00:00', skipExcluded: true })
  })

  test('may hand over weekly without a weekday, and run until 24:00 or into the next day', () => {
    expect(complaints(withLayer({ rotation: { every: '2 weeks', handover: '09:00' } }))).toEqual([])
    expect(complaints(withLayer({ restrictions: [{ from: '18:00', to: '24:00' }] }))).toEqual([])
    expect(complaints(withLayer({ restrictions: [{ from: '18:00', to: '08:00' }] }))).toEqual([])
  })

  test.each([
    [
      'a weekday where turns are not weeks',
      { rotation: { every: '1 day', handover: 'Mon 09:00' } },
      'layers.0.rotation.handover',
    ],
    ['turns of no length', { rotation: { every: '0 hours' } }, 'layers.0.rotation.every'],
    ['turns of half a day', { rotation: { every: '0.5 days' } }, 'layers.0.rotation.every'],
    ['an end on the first day', { end: '2026-01-05' }, 'layers.0.end'],
    ['an end before the first day', { end: '2025-12-31' }, 'layers.0.end'],
    ['a day that does not exist', { start: '2026-02-30' }, 'layers.0.start'],
    ['several users without a rotation', { rotation: undefined }, 'layers.0.rotation'],
    [
      'a restriction that begins at 24:00',
      { restrictions: [{ from: '24:00', to: '08:00' }] },
      'layers.0.restrictions.0.from',
    ],
    [
      'a restriction without days',
      { restrictions: [{ days: [], from: '08:00', to: '09:00' }] },
      'layers.0.restrictions.0.days',
    ],
  ])('refuses %s', (_what, change, path) => {
    expect(complaints(withLayer(change))).toEqual([expect.stringContaining(`${path}: `)])
  })

  test.each([
    ['ends where it begins', { ...christmas, to: christmas.from }, 'overrides.0.to'],
    ['ends before it begins', { ...christmas, to: '2026-12-23T00:00' }, 'overrides.0.to'],
    ['begins on a day that does not exist', { ...christmas, from: '2026-02-30T00:00' }, 'overrides.0.from'],
    ['is written with an offset', { ...christmas, from: '2026-12-24T00:00+01:00' }, 'overrides.0.from'],
  ])('refuses an override that %s', (_what, override, path) => {
    expect(complaints({ ...primary, overrides: [override] })).toEqual([expect.stringContaining(`${path}: `)])
  })

  test('refuses an offset in place of a zone', () => {
    expect(complaints({ ...primary, timezone: '+01:00' })).toEqual([expect.stringContaining('timezone: ')])
  })

  test('accepts overrides that touch, in any order', () => {
    const after = { user: 'ann', from: christmas.to, to: '2026-12-31T00:00' }
    expect(complaints({ ...primary, overrides: [after, christmas] })).toEqual([])
  })

  test('names every override that overlaps another, also one inside a long one', () => {
    const overrides = [
      { user: 'ann', from: '2026-12-26T23:59', to: '2026-12-28T00:00' },
      { user: 'ann', from: '2026-12-25T00:00', to: '2026-12-26T00:00' },
      christmas,
      { user: 'ann', from: '2026-12-28T00:00', to: '2026-12-29T00:00' },
    ]
    expect(complaints({ ...primary, overrides }).toSorted()).toEqual([
      expect.stringContaining('overrides.2: this override overlaps override 1 '),
      expect.stringContaining('overrides.2: this override overlaps override 2 '),
    ])
  })
})
