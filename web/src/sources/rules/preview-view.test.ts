import { describe, expect, test } from 'vitest'
import type { PreviewedEvent } from '../../../../contract/event-rules.ts'
import { changedEvents, differences, tally } from './preview-view.ts'

const event = (id: string, result: PreviewedEvent['result'], summary = 'Disk') =>
  ({
    id,
    result,
    pages: 'at_once',
    delaySeconds: null,
    before: { action: 'trigger', summary: 'Disk', severity: 'error', dedupKey: 'd' },
    after: { summary, severity: 'error', dedupKey: 'd', tags: [], fields: {} },
  }) as unknown as PreviewedEvent

describe('a preview', () => {
  test('counts how the events end, most first', () => {
    expect(tally([event('1', 'dropped'), event('2', 'alert'), event('3', 'alert')])).toEqual([
      { result: 'alert', count: 2 },
      { result: 'dropped', count: 1 },
    ])
  })

  test('marks the events that end otherwise than by the saved rules', () => {
    const saved = [event('1', 'alert'), event('2', 'alert'), event('3', 'alert')]
    const now = [event('1', 'alert'), event('2', 'dropped'), event('3', 'alert', 'web-07: Disk')]
    expect([...changedEvents(saved, now)]).toEqual(['2', '3'])
  })

  test('shows of an event only what the rules changed', () => {
    expect(differences(event('1', 'alert', 'web-07: Disk'))).toEqual([
      { name: 'summary', before: 'Disk', after: 'web-07: Disk' },
    ])
    expect(differences(event('1', 'alert'))).toEqual([])
  })
})
