import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import { ninjaone } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(ninjaone, import.meta.dirname)
const series = '7c7e2b4e-6d0a-4c2b-9a57-5f2b7d1c9e11'

describe('a condition of NinjaOne', () => {
  test('opens an alert that names the customer, the device and what is wrong', () => {
    expect(eventOf(fixture('triggered.json'))).toMatchObject({
      action: 'trigger',
      dedupKey: series,
      summary: 'SRV-01 (ERP): Disk free space on C: is 4 %',
      severity: 'error',
      occurredAt: '2026-01-05T10:00:00.123Z',
      fields: {
        customer: 'Muster GmbH',
        device: 'SRV-01 (ERP)',
        deviceId: '17',
        condition: 'Disk free space below 10 %',
        'data.message.params.volume': 'C:',
      },
    })
  })

  test('that somebody acknowledges there is acknowledged here, and its reset closes the same alert', () => {
    expect(eventOf(fixture('acknowledged.json'))).toMatchObject({ action: 'acknowledge', dedupKey: series })
    expect(eventOf(fixture('reset.json'))).toMatchObject({ action: 'resolve', dedupKey: series })
  })

  test('without a series is known by its device and its own id, the same at problem and reset', () => {
    const key = eventOf(fixture('triggered.json', { seriesUid: undefined })).dedupKey
    expect(key).toBe('17 0f1c2d3e-aaaa-bbbb-cccc-1234567890ab')
    expect(eventOf(fixture('reset.json', { seriesUid: '' })).dedupKey).toBe(key)
  })

  test('of a device that was not expanded is named by what it says', () => {
    const event = eventOf(fixture('triggered.json', { device: undefined, organization: null }))
    expect(event.summary).toBe('Disk free space on C: is 4 %')
    expect(event.fields.customer).toBeUndefined()
  })

  test.each([
    ['CRITICAL', 'critical'],
    ['MAJOR', 'error'],
    ['moderate', 'warning'],
    ['MINOR', 'info'],
    ['NONE', 'info'],
    ['constructor', 'unknown'],
  ])('of severity %s is of severity %s', (severity, expected) => {
    expect(eventOf(fixture('triggered.json', { severity })).severity).toBe(expected)
  })
})

describe('other activities', () => {
  test('are shown and raise nothing: Ninja reports every script through the same webhook', () => {
    expect(eventOf(fixture('script-finished.json'))).toMatchObject({ action: 'ignore', reason: 'not_an_alert' })
    expect(eventOf(fixture('triggered.json', { statusCode: 'DISABLED' }))).toMatchObject({ action: 'ignore' })
  })

  test.each([
    [{ activityType: 5 }, 'wrong_type', 'activityType'],
    [{ statusCode: undefined }, 'invalid_event', 'statusCode'],
    [{ seriesUid: {} }, 'wrong_type', 'seriesUid'],
    [{ seriesUid: '', deviceId: null }, 'invalid_event', 'seriesUid'],
  ])('of the wrong form (%j) are refused by name', (over, reason, place) => {
    const result = send(fixture('triggered.json', over))
    expect(result).toMatchObject({ ok: true, events: [], rejected: [{ reason }], response: { status: 400 } })
    expect(result.ok && result.rejected[0]?.detail).toContain(place)
  })
})
