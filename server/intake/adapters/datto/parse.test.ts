import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import { datto } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(datto, import.meta.dirname)
const uid = '4f6c6f5a-9d31-4b0a-8a57-2f0b6d7a1c22'

describe('an alert of Datto RMM', () => {
  test('opens with its device and message, and says whose it is', () => {
    expect(eventOf(fixture('alerting.json'))).toMatchObject({
      action: 'trigger',
      dedupKey: uid,
      summary: 'SRV-01: Disk C: has 4 % free space',
      severity: 'error',
      fields: { customer: 'Muster GmbH', device: 'SRV-01', type: 'Disk Usage' },
    })
  })

  test('closes with the second template', () => {
    expect(eventOf(fixture('ok.json'))).toMatchObject({ action: 'resolve', dedupKey: uid })
  })

  test.each([
    ['Critical', 'critical'],
    ['High', 'error'],
    ['Moderate', 'warning'],
    ['Low', 'info'],
    ['Information', 'info'],
    ['', 'unknown'],
  ])('of priority "%s" is of severity %s', (priority, severity) => {
    expect(eventOf(fixture('alerting.json', { priority })).severity).toBe(severity)
  })

  test('shows what people add to the template', () => {
    expect(eventOf(fixture('alerting.json', { user: 'MUSTER\\ann', ip: '192.168.10.5' })).fields).toMatchObject({
      user: 'MUSTER\\ann',
      ip: '192.168.10.5',
    })
  })
})

describe('variables that Datto fills in as they are', () => {
  test('may break the JSON with quotes, backslashes and lines: the alert is read all the same', () => {
    const event = eventOf(fixture('unescaped.txt'))
    expect(event).toMatchObject({
      action: 'trigger',
      dedupKey: uid,
      severity: 'critical',
      summary: 'SRV-01: Service "Spooler" in C:\\Windows\\System32 stopped,',
      fields: { customer: 'Muster "Nord" GmbH', type: 'Service' },
    })
    expect(event.fields.message).toContain('exit code: 5, "uid": "x" unknown')
  })

  test('or a message that quotes JSON itself cannot put another key in the place of the first', () => {
    const body = `{"state":"alerting","uid":"a","message":"C:\\x {"uid":"b","state":"ok"}"}`
    expect(eventOf(body)).toMatchObject({ action: 'trigger', dedupKey: 'a' })
  })

  test('or a template that lost its end is refused', () => {
    const body = fixture('unescaped.txt').trim()
    expect(send(body.slice(0, -1))).toMatchObject({ ok: false, reason: 'broken_json', response: { status: 400 } })
  })

  test('and that it does not know stay in brackets: they are left out, and without uid the event is refused by name', () => {
    const result = send(fixture('unfilled.json'))
    expect(result).toMatchObject({ ok: true, events: [], response: { status: 400 } })
    expect(result.ok && result.rejected[0]?.detail).toContain('[alert_uid]')
    const event = eventOf(fixture('unfilled.json', { uid }))
    expect(event.severity).toBe('unknown')
    expect(event.fields.type).toBeUndefined()
  })

  test.each([{ uid: {} }, { state: [] }, { priority: {} }])('are texts: %j is refused', (over) => {
    expect(send(fixture('alerting.json', over))).toMatchObject({ rejected: [{ reason: 'wrong_type' }] })
  })
})
