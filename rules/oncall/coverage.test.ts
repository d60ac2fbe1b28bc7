import { describe, expect, test } from 'vitest'
import { gaps, overlaps } from './coverage.ts'
import { at, businessHours, clock, layerOf, scheduleWith, weekly } from './testing/samples.ts'

const daytime = layerOf('1 week', 'Mon 09:00', { restrictions: [businessHours] })
const bounds = ({ from, to }: { from: Temporal.Instant; to: Temporal.Instant }) => `${clock(from)} to ${clock(to)}`

describe('gaps', () => {
  test('are the time in which nobody is on call, at both ends of the asked time too', () => {
    const found = gaps(scheduleWith({ layers: [daytime] }), at('2026-01-09T00:00'), at('2026-01-12T12:00'))
    expect(found.map(bounds)).toEqual([
      '01-09T00:00+01:00 to 01-09T08:00+01:00',
      '01-09T18:00+01:00 to 01-12T08:00+01:00',
    ])
    expect(gaps(scheduleWith({ layers: [] }), at('2026-01-09T00:00'), at('2026-01-10T00:00')).map(bounds)).toEqual([
      '01-09T00:00+01:00 to 01-10T00:00+01:00',
    ])
  })

  test('are closed by another layer or an override', () => {
    const overrides = [{ userId: 'max', from: '2026-01-09T18:00', to: '2026-01-12T08:00' }]
    expect(
      gaps(scheduleWith({ layers: [daytime], overrides }), at('2026-01-09T09:00'), at('2026-01-12T12:00')),
    ).toEqual([])
    expect(gaps(scheduleWith({ layers: [daytime, weekly] }), at('2026-01-05T00:00'), at('2027-01-05T00:00'))).toEqual(
      [],
    )
  })

  test('of an empty or backward time are none', () => {
    expect(gaps(scheduleWith({ layers: [] }), at('2026-01-09T00:00'), at('2026-01-09T00:00'))).toEqual([])
    expect(gaps(scheduleWith({ layers: [] }), at('2026-01-09T00:00'), at('2026-01-08T00:00'))).toEqual([])
  })
})

describe('overlaps', () => {
  test('are where layers have different people, in the order of the layers', () => {
    const found = overlaps(
      scheduleWith({ layers: [weekly, { ...daytime, userIds: ['ann'] }] }),
      at('2026-01-09T00:00'),
      at('2026-01-14T00:00'),
    )
    expect(found.map((overlap) => `${bounds(overlap)} ${overlap.userIds.join(' under ')}`)).toEqual([
      '01-12T09:00+01:00 to 01-12T18:00+01:00 bob under ann',
      '01-13T08:00+01:00 to 01-13T18:00+01:00 bob under ann',
    ])
  })

  test('are one where the same people go on, and end where one of them changes', () => {
    const kim = layerOf('1 week', 'Mon 09:00', { userIds: ['kim'] })
    const eve = layerOf('1 week', 'Mon 09:00', { userIds: ['kim'], start: '2026-01-09' })
    const found = overlaps(scheduleWith({ layers: [weekly, kim, eve] }), at('2026-01-07T00:00'), at('2026-01-14T00:00'))
    expect(found.map((overlap) => `${bounds(overlap)} ${overlap.userIds.join(' under ')}`)).toEqual([
      '01-07T00:00+01:00 to 01-12T09:00+01:00 ann under kim',
      '01-12T09:00+01:00 to 01-14T00:00+01:00 bob under kim',
    ])
  })
})
