import { describe, expect, test } from 'vitest'
import { goesByHours, priorityOf, raisedWhen } from './priority.ts'

describe('the priority of a severity', () => {
  test.each([
    ['critical', 'high'],
    ['error', 'high'],
    ['warning', 'low'],
    ['info', 'low'],
    ['unknown', 'high'],
  ] as const)('%s is %s unless the source says otherwise', (severity, priority) => {
    expect(priorityOf(severity)).toBe(priority)
    expect(priorityOf(severity, {})).toBe(priority)
    expect(priorityOf(severity, { [severity]: undefined })).toBe(priority)
  })

  test('a source may set any of them, and only that one changes', () => {
    expect(priorityOf('warning', { warning: 'high' })).toBe('high')
    expect(priorityOf('unknown', { unknown: 'low' })).toBe('low')
    expect(priorityOf('info', { warning: 'high' })).toBe('low')
  })
})

describe('the priority by support hours', () => {
  const rule = {
    insideHours: 'high' as const,
    outsideHours: 'low' as const,
    raiseWhenHoursBegin: false,
    raiseWhenHoursEnd: false,
  }

  test('is that of inside or outside for what is urgent by default, and for nothing else', () => {
    const source = { supportHours: rule }
    expect(priorityOf('error', source, true)).toBe('high')
    expect(priorityOf('error', source, false)).toBe('low')
    expect(priorityOf('warning', source, true)).toBe('low')
    const reversed = { supportHours: { ...rule, insideHours: 'low' as const, outsideHours: 'high' as const } }
    expect(priorityOf('unknown', reversed, true)).toBe('low')
    expect(priorityOf('unknown', reversed, false)).toBe('high')
  })

  test('never touches a severity that the source names', () => {
    const source = { critical: 'high' as const, error: 'low' as const, supportHours: rule }
    expect(priorityOf('critical', source, false)).toBe('high')
    expect(priorityOf('error', source, true)).toBe('low')
    expect(goesByHours('critical', source)).toBe(false)
    expect(goesByHours('unknown', source)).toBe(true)
  })

  test('of a customer without hours is the default: nobody is served less for a missing contract', () => {
    expect(priorityOf('error', { supportHours: rule }, undefined)).toBe('high')
  })

  test('rises when the urgent time begins, if the source says so', () => {
    expect(raisedWhen(rule)).toBeUndefined()
    expect(raisedWhen({ ...rule, raiseWhenHoursBegin: true })).toBe('hours_begin')
    const reversed = { ...rule, insideHours: 'low' as const, outsideHours: 'high' as const }
    expect(raisedWhen({ ...reversed, raiseWhenHoursBegin: true })).toBeUndefined()
    expect(raisedWhen({ ...reversed, raiseWhenHoursEnd: true })).toBe('hours_end')
  })
})
