import { describe, expect, test } from 'vitest'
import { dayRuns, hoursText, supportState, usualHours } from './support.ts'

const berlin = { ...usualHours('Europe/Berlin'), holidays: ['2026-12-25'] }
const at = (instant: string) => supportState(berlin, Date.parse(instant))

describe('support hours', () => {
  test('say whether a customer is served now and when that changes, on the clock of their zone', () => {
    expect(at('2026-11-23T10:00:00Z')).toEqual({ isOpen: true, turnsAt: '2026-11-23T17:00:00Z' })
    expect(at('2026-11-21T10:00:00Z')).toEqual({ isOpen: false, turnsAt: '2026-11-23T07:00:00Z' })
  })

  test('are closed on holidays', () => {
    expect(at('2026-12-25T10:00:00Z')).toEqual({ isOpen: false, turnsAt: '2026-12-28T07:00:00Z' })
  })

  test('mean nothing while a time is being typed', () => {
    expect(supportState({ ...berlin, hours: [{ from: '', to: '18:00' }] }, Date.now())).toBeUndefined()
  })

  test('are said with days in a row as one', () => {
    expect(dayRuns(['Mon', 'Tue', 'Wed', 'Sat'])).toEqual([
      ['Mon', 'Wed'],
      ['Sat', 'Sat'],
    ])
    expect(dayRuns(undefined)).toBeUndefined()
    const hours = [
      ...berlin.hours,
      { days: ['Sat' as const], from: '09:00', to: '13:00' },
      { from: '22:00', to: '23:00' },
    ]
    expect(hoursText(hours, (day) => day, 'daily')).toBe('Mon–Fri 08:00–18:00, Sat 09:00–13:00, daily 22:00–23:00')
  })
})
