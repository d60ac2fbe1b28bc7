import { describe, expect, test } from 'vitest'
import { priorityOf } from './priority.ts'

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
