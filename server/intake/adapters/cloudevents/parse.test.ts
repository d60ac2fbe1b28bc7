import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import { cloudevents } from './parse.ts'

const { send, eventOf, eventsOf, fixture } = adapterBench(cloudevents, import.meta.dirname)

const now = Temporal.Instant.from('2026-01-05T10:00:00Z')
const typed = (type: string) => ({ headers: { 'content-type': type } })
const structured = typed('application/cloudevents+json; charset=utf-8')
const batch = typed('Application/CloudEvents-Batch+JSON')
const key = 'https://shop.example.test/monitoring web-07'

describe('a structured event', () => {
  test('opens an alert by the last part of its type, with its title, data and links', () => {
    expect(eventOf(fixture('triggered.json'), structured)).toMatchObject({
      action: 'trigger',
      dedupKey: key,
      summary: 'Disk is 96 % full on web-07',
      severity: 'error',
      occurredAt: '2026-01-05T10:00:00.5Z',
      fields: { source: 'https://shop.example.test/monitoring', subject: 'web-07', customer: 'acme', free: '4 %' },
      links: [
        { href: 'https://wiki.example.test/disk', text: 'Runbook' },
        { href: 'https://shop.example.test/monitoring' },
      ],
    })
  })

  test('closes the alert of the same source and subject', () => {
    expect(eventOf(fixture('resolved.json'), structured)).toMatchObject({ action: 'resolve', dedupKey: key })
  })

  const keyOf = (over: object) => eventOf(fixture('triggered.json', over), structured).dedupKey

  test('belongs to its dedup_key, else its subject, else the type without its last part', () => {
    expect(keyOf({ data: { dedup_key: 'disk-7' } })).toBe('disk-7')
    expect(keyOf({ subject: undefined })).toBe('https://shop.example.test/monitoring com.example.disk')
    expect(keyOf({ subject: undefined, type: 'com.example.disk.resolved' })).toBe(keyOf({ subject: undefined }))
  })

  test('is the same message when its source and id are: a sender that tries again means no second event', () => {
    const messageOf = (over: object) => eventOf(fixture('triggered.json', over), structured).messageId
    expect(messageOf({})).toMatch(/^[0-9a-f]{64}$/)
    expect(messageOf({ time: '2026-01-05T10:05:00Z', data: {} })).toBe(messageOf({}))
    expect(messageOf({ id: 'another' })).not.toBe(messageOf({}))
    expect(messageOf({ source: '/elsewhere' })).not.toBe(messageOf({}))
  })

  test.each([
    [{ type: 'x.acknowledged' }, 'acknowledge'],
    [{ type: 'x.ok' }, 'resolve'],
    [{ type: 'x.problem', data: { status: 'ok' } }, 'trigger'],
    [{ type: 'x.disk', data: { status: 'resolved' } }, 'resolve'],
    [{ type: 'x.disk', data: { state: 'acked' } }, 'acknowledge'],
    [{ type: 'disk', data: null }, 'trigger'],
  ])('%j means %s', (over, action) => {
    expect(eventOf(fixture('triggered.json', over), structured).action).toBe(action)
  })

  test('with packed data is read from base64', () => {
    const packed = Buffer.from('{"title":"packed","severity":"critical"}').toString('base64')
    const over = { data: undefined, data_base64: packed, severity: undefined }
    expect(eventOf(fixture('triggered.json', over), structured)).toMatchObject({
      summary: 'packed',
      severity: 'critical',
    })
    const broken = { data: undefined, data_base64: '%%', datacontenttype: 'image/png' }
    expect(eventOf(fixture('triggered.json', broken), structured).summary).toBe('com.example.disk.triggered: web-07')
  })

  test('of Azure Event Grid is named by its type and subject', () => {
    const event = eventOf(fixture('event-grid.json'), structured)
    expect(event.summary).toBe('Microsoft.Storage.BlobCreated: /blobServices/default/containers/backup/blobs/erp.bak')
    expect(event.fields.api).toBe('PutBlob')
  })

  test.each([
    [{ specversion: '0.3' }, 'specversion'],
    [{ id: '' }, 'id'],
    [{ source: 5 }, 'source'],
    [{ type: undefined }, 'type'],
    [{ subject: {} }, 'subject'],
  ])('with %j is refused by name', (over, place) => {
    const result = send(fixture('triggered.json', over), structured)
    expect(result).toMatchObject({ ok: true, events: [], response: { status: 400 } })
    expect(result.ok && result.rejected[0]?.detail).toContain(`${place}:`)
  })
})

describe('a batch', () => {
  test('is as many events as it holds, and one that is none harms no other', () => {
    const result = send(fixture('batch.json'), batch)
    expect(result).toMatchObject({ ok: true, response: { status: 202 } })
    expect(result.ok && result.events.map(({ action }) => action)).toEqual(['trigger', 'acknowledge', 'resolve'])
    expect(result.ok && result.rejected).toMatchObject([{ reason: 'invalid_event' }])
    expect(eventsOf(fixture('batch.json'), batch)).toHaveLength(3)
  })

  test('may be empty, and must be a list', () => {
    expect(send(' [ ] ', batch)).toMatchObject({ ok: true, events: [], response: { status: 202 } })
    expect(send('{}', batch)).toMatchObject({ ok: false, reason: 'wrong_type' })
    expect(send('[]', structured)).toMatchObject({ ok: false, reason: 'not_an_object' })
  })
})

describe('a binary event', () => {
  const attributes = {
    'ce-specversion': '1.0',
    'ce-id': '1',
    'ce-source': '/shop',
    'ce-type': 'com.example.disk.triggered',
  }
  const binary = (over: Record<string, string> = {}) => ({
    headers: { 'content-type': 'application/json', ...attributes, ...over },
  })

  test('has its attributes in headers and its data in the body', () => {
    const event = eventOf({ title: 'Disk full' }, binary({ 'ce-subject': 'web-07', 'ce-severity': 'warning' }))
    expect(event).toMatchObject({ summary: 'Disk full', severity: 'warning', dedupKey: '/shop web-07' })
  })

  test('is read out of quotes and percent signs, once', () => {
    expect(eventOf({}, binary({ 'ce-subject': '"Euro%20%E2%82%AC \\"x\\" %2525"' })).fields.subject).toBe(
      'Euro € "x" %25',
    )
    for (const broken of ['%E2%82', '%', '%00']) {
      expect(send({}, binary({ 'ce-subject': broken }))).toMatchObject({ ok: false, reason: 'invalid_event' })
    }
  })

  test('may carry text, or nothing', () => {
    expect(eventOf('Disk full\nmore', binary({ 'content-type': 'text/plain' })).summary).toBe('Disk full')
    expect(eventOf('', binary()).summary).toBe('com.example.disk.triggered')
  })

  test('lacks an attribute: then it is no CloudEvent, and the answer says what is missing', () => {
    const { 'ce-id': _, ...headers } = attributes
    const result = send({}, { headers })
    expect(result).toMatchObject({ ok: false, reason: 'invalid_event', response: { status: 400 } })
    expect(result.response.body).toContain('ce-id')
  })
})

describe('the web hook', () => {
  test('answers who asks beforehand whether he may send', () => {
    const ask = (origin: string) =>
      send('', { method: 'OPTIONS', headers: { 'webhook-request-origin': origin, 'webhook-request-rate': '120' } })
        .response
    expect(ask('eventgrid.azure.net')).toMatchObject({
      status: 200,
      headers: { 'webhook-allowed-origin': 'eventgrid.azure.net', 'webhook-allowed-rate': '*' },
    })
    expect(ask('a\r\nx: y').headers).not.toHaveProperty('webhook-allowed-origin')
  })

  test('asks for the secret of its source when events come, and not beforehand', () => {
    const request = { path: '', headers: {}, query: {}, body: '', receivedAt: now, options: {}, newKey: () => 'k' }
    expect(cloudevents.verify?.({ ...request, method: 'OPTIONS' }, 'secret')).toBeUndefined()
    expect(cloudevents.verify?.({ ...request, method: 'POST' }, 'secret')).toMatchObject({ response: { status: 401 } })
    const proved = { ...request, method: 'POST', credentials: ['secret'] }
    expect(cloudevents.verify?.(proved, 'secret')).toBeUndefined()
  })

  test('reads JSON only', () => {
    expect(send('x', typed('application/cloudevents+avro'))).toMatchObject({ response: { status: 415 } })
  })
})
