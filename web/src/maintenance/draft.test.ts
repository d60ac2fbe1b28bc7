import { describe, expect, test } from 'vitest'
import { asChange, asNew, draftOf, faultsOf, newDraft } from './draft.ts'
import type { MaintenanceWindow } from './queries.ts'
import { once } from './recurrence.ts'

const window = (more: object) =>
  ({
    name: 'Patch day',
    description: null,
    timezone: 'Europe/Berlin',
    start: null,
    end: null,
    rrule: null,
    recurrence: null,
    sources: [],
    services: [],
    customers: [{ key: 'acme', name: 'Acme' }],
    everything: false,
    ...more,
  }) as unknown as MaintenanceWindow

describe('a new window', () => {
  test('begins at the next full hour and lasts two, also over midnight', () => {
    expect(newDraft('2026-12-31T22:10', 'UTC', undefined)).toMatchObject({
      start: '2026-12-31T23:00',
      end: '2027-01-01T01:00',
    })
  })

  test('cannot be saved without a name, an end after its begin, a day of the week and something that it covers', () => {
    const draft = newDraft('2026-12-31T22:10', 'UTC', undefined)
    expect(faultsOf(draft)).toEqual(['name', 'scope'])
    const broken = {
      ...draft,
      name: 'x',
      everything: true,
      end: draft.start,
      repeat: { ...once, repeat: 'weekly' as const },
    }
    expect(faultsOf(broken)).toEqual(['end', 'days'])
    expect(faultsOf({ ...draft, name: 'x', customers: ['acme'] })).toEqual([])
  })

  test('says nothing of single things when it covers everything', () => {
    const draft = { ...newDraft('2026-12-31T22:10', 'UTC', 'acme'), name: ' All ', everything: true }
    expect(asNew(draft)).toEqual({
      name: 'All',
      timezone: 'UTC',
      start: '2026-12-31T23:00',
      end: '2027-01-01T01:00',
      everything: true,
    })
  })
})

describe('a window that is changed', () => {
  test('takes away what the form does not say any more', () => {
    const draft = {
      ...draftOf(window({ start: '2026-01-05T02:00', end: '2026-01-05T04:00', rrule: 'FREQ=DAILY' }), ''),
      repeat: once,
    }
    expect(asChange(draft)).toMatchObject({
      rrule: null,
      recurrence: null,
      sources: null,
      services: null,
      customers: ['acme'],
      description: null,
    })
  })

  test('in the short form becomes the rule that says the same, also over midnight and to the end of the day', () => {
    const weekly = { every: 'week', days: ['Mon', 'Thu'], from: '22:00', to: '02:00', last: '2026-06-30' }
    const draft = draftOf(window({ recurrence: weekly }), '2026-03-04')
    expect(draft).toMatchObject({ start: '2026-03-04T22:00', end: '2026-03-05T02:00' })
    expect(asNew(draft).rrule).toBe('FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20260630T235959')
    const wholeEvening = { every: 'day', from: '20:00', to: '24:00', first: '2026-04-01' }
    expect(draftOf(window({ recurrence: wholeEvening }), '2026-03-04')).toMatchObject({
      start: '2026-04-01T20:00',
      end: '2026-04-02T00:00',
    })
  })
})
