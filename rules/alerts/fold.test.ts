import fc from 'fast-check'
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
const kinds = (result: ReturnType<typeof fold>) =>
  result.alerts.map((alert) => alert.entries.map((entry) => entry.kind))

describe('events of one key', () => {
  test('the first trigger opens an alert', () => {
    const result = fold(undefined, event('trigger'))
    expect(result.effects).toEqual([{ outcome: 'created', alert: 0 }])
    expect(result.alerts[0]).toMatchObject({ opened: true, state: { status: 'triggered', count: 1 } })
  })

  test('a trigger on an open alert is counted and opens nothing', () => {
    const result = fold(open, event('trigger'))
    expect(result.effects).toEqual([{ outcome: 'repeated', alert: 0 }])
    expect(result.alerts).toHaveLength(1)
    expect(result.alerts[0]).toMatchObject({ opened: false, state: { count: 2 } })
  })

  test('a repeat that keeps the content is counted and changes nothing that the alert shows', () => {
    const result = fold(open, event('trigger', { summary: 'Other words', severity: 'info', keepsContent: true }))
    const [alert] = result.alerts
    expect(alert?.state).toMatchObject({ summary: 'Disk full', severity: 'critical', count: 2, lastEventAt: now })
    expect(alert).toMatchObject({ entries: [], raised: false })
    expect(alert).not.toHaveProperty('content')
  })

  test('a repeat that keeps the content is heard all the same when it is the first that pages high', () => {
    const low: AlertState = { ...open, severity: 'info', priority: 'low' }
    const [alert] = fold(low, event('trigger', { summary: 'Other words', keepsContent: true })).alerts
    expect(alert).toMatchObject({
      raised: true,
      state: { summary: 'Disk full', severity: 'critical', priority: 'high' },
    })
  })

  test('a trigger after a resolve is a new alert; the old one is never reopened', () => {
    const result = fold(open, event('resolve'), event('trigger'))
    expect(result.alerts.map((alert) => alert.state.status)).toEqual(['resolved', 'triggered'])
    expect(result.effects).toEqual([
      { outcome: 'resolved', alert: 0 },
      { outcome: 'created', alert: 1 },
    ])
  })

  test('acknowledge and resolve without an open alert are dropped and say why', () => {
    const result = fold(undefined, event('acknowledge'), event('resolve'))
    expect(result.alerts).toEqual([])
    expect(result.effects).toEqual([
      { outcome: 'dropped', reason: 'no_open_alert' },
      { outcome: 'dropped', reason: 'no_open_alert' },
    ])
  })

  test('a second resolve in the same batch is dropped without harm', () => {
    const result = fold(open, event('resolve'), event('resolve'))
    expect(result.effects[1]).toEqual({ outcome: 'dropped', reason: 'no_open_alert' })
    expect(kinds(result)).toEqual([['alert.resolved']])
  })

  test('a second acknowledge changes nothing', () => {
    const result = fold({ ...open, status: 'acknowledged' }, event('acknowledge'))
    expect(result.alerts[0]).toMatchObject({ acknowledged: false, entries: [] })
  })

  test('a repeat of an acknowledged alert does not wake anybody', () => {
    const result = fold({ ...open, status: 'acknowledged' }, event('trigger', { summary: 'Disk fuller' }))
    expect(result.alerts[0]).toMatchObject({ raised: false, state: { status: 'acknowledged', summary: 'Disk fuller' } })
  })

  test('a change of the summary is told in the timeline', () => {
    expect(kinds(fold(open, event('trigger', { summary: 'Disk 99 %' })))).toEqual([['alert.changed']])
  })

  test('repeats in quick succession write no line each', () => {
    expect(kinds(fold(open, event('trigger'), event('trigger')))).toEqual([[]])
    const quiet = { ...open, lastEventAt: now.subtract({ seconds: 60 }) }
    expect(kinds(fold(quiet, event('trigger'), event('trigger')))).toEqual([['alert.repeated']])
  })

  test('a rise from low to high begins the escalation anew, a fall does not end one', () => {
    const rising = foldEvents({ ...open, priority: 'low', severity: 'warning' }, [event('trigger')], high, now)
    expect(rising.alerts[0]).toMatchObject({ raised: true, state: { priority: 'high' } })
    const falling = foldEvents(open, [event('trigger', { severity: 'info' })], () => 'low', now)
    expect(falling.alerts[0]).toMatchObject({ raised: false, state: { priority: 'high' } })
  })

  test('a rise on an acknowledged alert wakes nobody', () => {
    const state: AlertState = { ...open, priority: 'low', status: 'acknowledged' }
    expect(foldEvents(state, [event('trigger')], high, now).alerts[0]?.raised).toBe(false)
  })

  test('a rise that is answered in the same batch begins nothing', () => {
    const low: AlertState = { ...open, priority: 'low' }
    expect(foldEvents(low, [event('trigger'), event('acknowledge')], high, now).alerts[0]?.raised).toBe(false)
  })

  test('an expiry moves with each repeat and goes when one comes without it', () => {
    const at = now.add({ minutes: 5 })
    const first = fold(undefined, event('trigger', { expiresAt: at.toString() }))
    expect(first.alerts[0]?.state.expiresAt).toEqual(at)
    expect(fold({ ...open, expiresAt: at }, event('trigger')).alerts[0]?.state.expiresAt).toBeUndefined()
  })

  test('a change event is recorded and never opens, answers or counts anything', () => {
    const result = fold(open, event('change'))
    expect(result.alerts[0]).toMatchObject({ state: open, entries: [] })
  })

  test('folding in one batch or event by event ends in the same alerts', () => {
    const actions = fc.array(fc.constantFrom('trigger', 'acknowledge', 'resolve', 'change', 'ignore'), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(actions, (list) => {
        const events = list.map((action) => event(action))
        const atOnce = fold(undefined, ...events).alerts.map((alert) => alert.state)
        const one: AlertState[] = []
        for (const single of events) {
          const last = one.at(-1)
          const live = last && last.status !== 'resolved' ? last : undefined
          const states = fold(live, single).alerts.map((alert) => alert.state)
          if (live) one.splice(-1, 1)
          one.push(...states)
        }
        expect(one).toEqual(atOnce)
      }),
    )
  })
})

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
