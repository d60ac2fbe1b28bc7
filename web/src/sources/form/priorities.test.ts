import { describe, expect, test } from 'vitest'
import { defaultPriority, withHours, withSeverity } from './priorities.ts'

describe('the priorities of a source', () => {
  test('are shown as the rules have them when nobody says otherwise', () => {
    expect([defaultPriority('critical'), defaultPriority('unknown'), defaultPriority('info')]).toEqual([
      'high',
      'high',
      'low',
    ])
  })

  test('are absent when nothing differs from the usual', () => {
    const some = withSeverity(undefined, 'warning', 'high')
    expect(some).toEqual({ warning: 'high' })
    expect(withSeverity(some, 'warning', undefined)).toBeUndefined()
  })

  test('go by the support hours without losing what a severity says, and back', () => {
    const both = withHours({ error: 'low' }, { insideHours: 'low', outsideHours: 'high', raiseWhenHoursEnd: true })
    expect(both).toEqual({
      error: 'low',
      supportHours: {
        insideHours: 'low',
        outsideHours: 'high',
        raiseWhenHoursBegin: false,
        raiseWhenHoursEnd: true,
      },
    })
    expect(withHours(both, undefined)).toEqual({ error: 'low' })
  })
})
