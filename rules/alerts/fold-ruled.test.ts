import { describe, expect, test } from 'vitest'
import type { AlertEvent } from '../../contract/intake/event.ts'
import type { AlertState } from './fold.ts'
import { foldEvents } from './fold.ts'

const now = Temporal.Instant.from('2026-01-05T02:00:00Z')
const high = () => 'high' as const
const event = (action: AlertEvent['action'], more: Partial<AlertEvent> = {}): AlertEvent => ({
  action,
  dedupKey: 'disk',
  summary: 'Disk full',
  severity: 'critical',
  fields: {},
  links: [],
  images: [],
  raw: null,
  ...more,
})
const open: AlertState = {
  id: 'a1',
  status: 'triggered',
  summary: 'Disk full',
  severity: 'critical',
  priority: 'high',
  count: 1,
  lastEventAt: now.subtract({ seconds: 5 }),
}
const fold = (state: AlertState | undefined, ...events: AlertEvent[]) => foldEvents(state, events, high, now)

describe('what event rules say of an event', () => {
  test('its priority comes before what its severity means', () => {
    expect(fold(undefined, event('trigger', { priority: 'low' })).alerts[0]!.state.priority).toBe('low')
    const low: AlertState = { ...open, priority: 'low' }
    const always = () => 'low' as const
    const raised = foldEvents(low, [event('trigger', { priority: 'high' })], always, now).alerts[0]!
    expect(raised).toMatchObject({ raised: true, state: { priority: 'high' } })
    expect(foldEvents(low, [event('trigger')], always, now).alerts[0]!.raised).toBe(false)
  })

  test('tags gather, each once and not without end, also from repeats that keep the content', () => {
    const tagged = (...tags: string[]) => event('trigger', { tags, keepsContent: true })
    const first = fold(undefined, tagged('a', 'b'), tagged('b', 'c'), event('trigger')).alerts[0]!
    expect(first.state.tags).toEqual(['a', 'b', 'c'])
    expect(fold({ ...open, tags: ['x'] }, tagged('a')).alerts[0]!.state.tags).toEqual(['x', 'a'])
    const many = Array.from({ length: 60 }, (_, index) => `tag-${index}`)
    expect(fold(undefined, tagged(...many)).alerts[0]!.state.tags).toHaveLength(50)
  })
})
