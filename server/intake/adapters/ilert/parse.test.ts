import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import { ilert } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(ilert, import.meta.dirname)

describe('an event for ilert', () => {
  test('raises an alert with its details, labels, links and pictures, and without the key of the sender', () => {
    const event = eventOf(fixture('alert.json'))
    expect(event).toMatchObject({
      action: 'trigger',
      dedupKey: 'web-07/disk',
      summary: 'Disk is 96 % full on web-07',
      severity: 'critical',
      fields: { details: 'Free space: **4 %**', customer: 'acme', host: 'web-07', free: '4', routingKey: 'storage' },
      links: [{ href: 'https://wiki.example.test/disk', text: 'Runbook' }],
      images: [{ src: 'https://grafana.example.test/render/1.png', alt: 'Disk' }],
    })
    expect(JSON.stringify(event.raw)).not.toContain('il1api')
  })

  test('is accepted and resolved by the same key, also under its older names', () => {
    const accepted = eventOf(fixture('accept.json'))
    expect(accepted).toMatchObject({ action: 'acknowledge', dedupKey: 'web-07/disk' })
    expect(JSON.stringify(accepted.raw)).not.toContain('il1api')
    expect(eventOf(fixture('resolve.json'))).toMatchObject({ action: 'resolve', dedupKey: 'web-07/disk' })
  })

  test('that is a comment is noted and answers nothing', () => {
    expect(eventOf(fixture('comment.json'))).toMatchObject({ action: 'ignore', reason: 'comment' })
  })

  test('without a key is an alert of its own', () => {
    expect(eventOf(fixture('alert.json', { alertKey: undefined })).dedupKey).toBe('fresh-key')
  })

  test('knows high and low; a severity says more', () => {
    expect(eventOf(fixture('alert.json', { priority: 'LOW' })).severity).toBe('info')
    expect(eventOf(fixture('alert.json', { priority: undefined })).severity).toBe('unknown')
    expect(eventOf(fixture('alert.json', { severity: 'warning' })).severity).toBe('warning')
  })

  test('is answered in the words of ilert: 202, by version 1 of its API 200', () => {
    const answer = (path: string) => send(fixture('alert.json'), { path }).response
    expect(answer('').status).toBe(202)
    expect(answer('/api/events')).toMatchObject({ status: 202 })
    expect(answer('/api/v1/events/')).toMatchObject({ status: 200 })
    expect(JSON.parse(answer('').body)).toEqual({
      alertKey: 'web-07/disk',
      incidentKey: 'web-07/disk',
      responseCode: 'NEW_INCIDENT_CREATED',
    })
  })

  test.each([
    [{ eventType: 'OPEN' }, 'eventType'],
    [{ eventType: 'constructor' }, 'eventType'],
    [{ summary: ' ' }, 'summary'],
    [{ alertKey: {} }, 'alertKey'],
    [{ eventType: 'RESOLVE', alertKey: '' }, 'alertKey'],
  ])('is refused when %j, with the member in the message', (over, member) => {
    const result = send(fixture('alert.json', over))
    expect(result).toMatchObject({ ok: false, reason: 'invalid_event', response: { status: 400 } })
    expect(JSON.parse(result.response.body)).toMatchObject({ status: 400, message: expect.stringContaining(member) })
  })

  test('names its source by the key in its body at the paths of ilert itself', () => {
    const key = 'r'.repeat(32)
    for (const name of ['integrationKey', 'apiKey']) {
      expect(ilert.routingKeyOf?.(JSON.stringify({ [name]: key }))).toMatchObject({ ok: true, routingKey: key })
    }
    expect(ilert.routingKeyOf?.('{}')).toMatchObject({ ok: false, response: { status: 400 } })
    expect(ilert.routingKeyOf?.('[]')).toMatchObject({ ok: false, reason: 'not_an_object' })
  })

  test('is sent with POST to one of three paths', () => {
    expect(send(fixture('alert.json'), { method: 'PUT' }).response.status).toBe(405)
    expect(send(fixture('alert.json'), { path: '/api/v2/events' }).response.status).toBe(404)
    expect(ilert.overload('', 5)).toMatchObject({ status: 429, headers: { 'retry-after': '5' } })
  })
})
