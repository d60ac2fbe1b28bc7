import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import { uptimekuma } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(uptimekuma, import.meta.dirname)

describe('a monitor of Uptime Kuma', () => {
  test('that is down opens an alert under its own number, with its words, address and time', () => {
    expect(eventOf(fixture('down.json'))).toMatchObject({
      action: 'trigger',
      dedupKey: '12',
      summary: 'Shop: connect ECONNREFUSED 203.0.113.7:443',
      severity: 'critical',
      fields: { monitor: 'Shop', url: 'https://shop.example.test', 'tag.customer': 'acme', duration: '61' },
      links: [{ href: 'https://shop.example.test', text: 'Monitor' }],
      occurredAt: '2026-01-05T10:00:00.123Z',
    })
  })

  test('that is up again closes the same alert', () => {
    expect(eventOf(fixture('up.json'))).toMatchObject({ action: 'resolve', dedupKey: '12', summary: 'Shop: 200 - OK' })
  })

  test('under maintenance or not yet sure opens nothing, and says why', () => {
    expect(eventOf(fixture('maintenance.json'))).toMatchObject({ action: 'ignore', reason: 'downtime', dedupKey: '12' })
    const pending = { heartbeat: { status: 2, monitorID: 12 }, monitor: { id: 12 } }
    expect(eventOf(pending)).toMatchObject({ action: 'ignore', reason: 'no_change_of_state', summary: 'Monitor 12' })
  })

  test.each([
    [{ name: 'severity', value: 'warning' }, 'warning'],
    [{ name: 'Severity:P2', value: '' }, 'error'],
    [{ name: 'customer', value: 'critical' }, 'critical'],
    [{ name: 'severity', value: '' }, 'critical'],
  ])('with the tag %j is of severity %s', (tag, severity) => {
    expect(eventOf({ heartbeat: { status: 0, msg: 'x' }, monitor: { id: 1, name: 'a', tags: [tag] } })).toMatchObject({
      severity,
    })
  })

  test('that is a group or a push check, without an address, has no link', () => {
    const event = eventOf({
      heartbeat: { status: '0', msg: 'No heartbeat' },
      monitor: { id: 3, name: 'Backup', url: 'https://' },
    })
    expect(event).toMatchObject({ action: 'trigger', links: [] })
  })
})

describe('messages without a heartbeat', () => {
  test('of the test button page nobody', () => {
    expect(eventOf(fixture('test.json'))).toMatchObject({ action: 'ignore', reason: 'test_notification' })
  })

  test('about a certificate are one alert for information, however many days are left', () => {
    const first = eventOf(fixture('certificate.json'))
    const text = '[Shop][https://shop.example.test] server certificate shop.example.test will expire in 7 days'
    expect(first).toMatchObject({ action: 'trigger', severity: 'info', summary: text.replace('7', '14') })
    expect(eventOf(fixture('certificate.json', { msg: text })).dedupKey).toBe(first.dedupKey)
    expect(eventOf(fixture('certificate.json', { msg: text.replaceAll('shop', 'desk') })).dedupKey).not.toBe(
      first.dedupKey,
    )
  })
})

describe('every way in which Uptime Kuma can send', () => {
  test('a multipart form carries the JSON in its field "data"', () => {
    const form = [
      '--x-1',
      'Content-Disposition: form-data; name="other"',
      '',
      '{}',
      '--x-1',
      'Content-Disposition: form-data; name="data"',
      '',
      fixture('down.json'),
      '--x-1--',
      '',
    ]
    const headers = { 'content-type': 'multipart/form-data; boundary=x-1' }
    expect(eventOf(form.join('\r\n'), { headers })).toMatchObject({ action: 'trigger', dedupKey: '12' })
    const quoted = { 'content-type': 'multipart/form-data; boundary="x-1"' }
    expect(eventOf(form.join('\r\n'), { headers: quoted })).toMatchObject({ action: 'trigger', dedupKey: '12' })
    expect(send(form.slice(0, 5).join('\r\n'), { headers })).toMatchObject({ ok: false, response: { status: 400 } })
    expect(send('x', { headers: { 'content-type': 'multipart/form-data' } })).toMatchObject({ ok: false })
  })

  test('a GET carries it in the query', () => {
    const { heartbeat, monitor } = JSON.parse(fixture('up.json')) as { heartbeat: object; monitor: object }
    const query = { heartbeat: JSON.stringify(heartbeat), monitor: JSON.stringify(monitor), msg: 'm' }
    expect(eventOf('', { method: 'GET', query })).toMatchObject({ action: 'resolve', dedupKey: '12' })
    expect(eventOf('', { method: 'GET', query: { msg: 'Pikett Testing', heartbeat: 'null' } })).toMatchObject({
      reason: 'test_notification',
    })
  })

  test.each([
    [{}, 'invalid_event'],
    [{ heartbeat: { status: 7 }, monitor: { id: 1 } }, 'invalid_event'],
    [{ heartbeat: { status: 'constructor' }, monitor: { id: 1 } }, 'invalid_event'],
    [{ heartbeat: { status: 0 }, monitor: null }, 'invalid_event'],
    [5, 'not_an_object'],
  ])('%j is refused with its reason', (body, reason) => {
    expect(send([body])).toMatchObject({ events: [], rejected: [{ reason }], response: { status: 400 } })
  })
})
