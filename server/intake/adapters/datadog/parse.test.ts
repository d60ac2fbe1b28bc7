import { describe, expect, test } from 'vitest'
import { adapterBench, asForm } from '../../../testing/adapter.ts'
import { datadog } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(datadog, import.meta.dirname)

describe('a monitor of Datadog', () => {
  test('that triggers opens an alert with picture, tags and the way back', () => {
    const event = eventOf(fixture('triggered.json'))
    expect(event).toMatchObject({
      action: 'trigger',
      dedupKey: '7001234567890123456',
      summary: 'CPU is high on web-07',
      severity: 'error',
      fields: { host: 'web-07', scope: 'host:web-07', 'tag.customer': 'acme', metric: 'system.cpu.user' },
      links: [{ href: 'https://app.datadoghq.com/monitors/8812345?group=host%3Aweb-07', text: 'Datadog' }],
      images: [{ src: 'https://p.datadoghq.com/snapshot/view/abc.png' }],
      occurredAt: '2026-01-05T10:00:00Z',
    })
  })

  test('that recovers closes the same alert', () => {
    expect(eventOf(fixture('recovered.json'))).toMatchObject({ action: 'resolve', dedupKey: '7001234567890123456' })
  })

  test('that only warns, or has no data, is as bad as it says', () => {
    expect(eventOf(fixture('warn.json'))).toMatchObject({ action: 'trigger', severity: 'warning', images: [] })
    expect(eventOf(fixture('no-data.json'))).toMatchObject({ action: 'trigger', severity: 'critical' })
    expect(eventOf(fixture('no-data.json', { alert_type: '' }))).toMatchObject({ severity: 'error' })
  })

  test.each([
    ['Triggered', 'trigger'],
    ['Re-Triggered', 'trigger'],
    ['No Data', 'trigger'],
    ['Re-No Data', 'trigger'],
    ['Warn', 'trigger'],
    ['Renotify', 'trigger'],
    ['Recovered', 'resolve'],
    ['Something new', 'trigger'],
  ])('with the transition %s: %s', (transition, action) => {
    expect(eventOf(fixture('triggered.json', { transition })).action).toBe(action)
  })

  test('without a cycle is told apart by monitor and group', () => {
    const key = { cycle_key: '$ALERT_CYCLE_KEY' }
    expect(eventOf(fixture('triggered.json', key)).dedupKey).toBe('9f86d081884c7d65')
    expect(eventOf(fixture('triggered.json', { ...key, aggreg_key: '' })).dedupKey).toBe('8812345')
  })

  test('tested with its button pages nobody', () => {
    expect(eventOf(fixture('test.json'))).toMatchObject({ action: 'ignore', reason: 'test_notification' })
  })

  test('encoded as a form says the same', () => {
    const form = new URLSearchParams(JSON.parse(fixture('recovered.json')) as Record<string, string>).toString()
    expect(eventOf(form, asForm)).toMatchObject({ action: 'resolve', dedupKey: '7001234567890123456' })
  })
})

describe('the payload that Datadog sends without a template', () => {
  test('opens and closes one alert by what its title says', () => {
    const opened = eventOf(fixture('default-triggered.json'))
    const closed = eventOf(fixture('default-recovered.json'))
    expect([opened.action, closed.action]).toEqual(['trigger', 'resolve'])
    expect(closed.dedupKey).toBe(opened.dedupKey)
    expect(opened.summary).toBe('CPU is high on web-07')
  })

  test('without title and transition is refused', () => {
    expect(send({ body: 'x', title: '$EVENT_TITLE' })).toMatchObject({
      rejected: [{ reason: 'invalid_event' }],
      response: { status: 400 },
    })
  })
})
