import { describe, expect, test } from 'vitest'
import { adapterBench, asForm } from '../../../testing/adapter.ts'
import { nagios } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(nagios, import.meta.dirname)
const service = (changed: object = {}) => eventOf(fixture('service-problem.json', changed))

describe('a service of Nagios', () => {
  test('with a problem opens an alert that says where and what', () => {
    expect(service()).toMatchObject({
      action: 'trigger',
      dedupKey: 'db-01/Disk /var',
      summary: 'db-01/Disk /var CRITICAL: DISK CRITICAL - free space: /var 412 MB (2% inode=91%)',
      severity: 'critical',
      fields: { host: 'db-01', service: 'Disk /var', state: 'CRITICAL', address: '10.0.4.11', hostGroups: 'databases' },
      links: [{ href: 'https://wiki.example.test/db-01' }],
      occurredAt: '2026-01-05T10:00:00Z',
    })
  })

  test('that recovers closes it, although Nagios then calls the problem 0', () => {
    const recovery = eventOf(fixture('service-recovery.json'))
    expect(recovery).toMatchObject({ action: 'resolve', dedupKey: service().dedupKey, severity: 'info' })
  })

  test('that somebody acknowledges is acknowledged, with name and words', () => {
    expect(eventOf(fixture('service-acknowledgement.json'))).toMatchObject({
      action: 'acknowledge',
      dedupKey: service().dedupKey,
      fields: { author: 'ann', comment: 'Cleaning up logs' },
    })
  })

  test('that flaps opens an alert, because Nagios is silent about it until that ends', () => {
    expect(eventOf(fixture('flapping-start.json'))).toMatchObject({
      action: 'trigger',
      severity: 'warning',
      summary: 'db-01/Disk /var OK FLAPPING: DISK OK',
    })
    expect(service({ notification_type: 'FLAPPINGSTART' }).severity).toBe('critical')
  })

  test.each([
    ['OK', 'resolve'],
    ['CRITICAL', 'trigger'],
  ])('that no longer flaps and is %s: %s', (state, action) => {
    expect(eventOf(fixture('flapping-stop.json', { state })).action).toBe(action)
    expect(eventOf(fixture('flapping-stop.json', { state, notification_type: 'FLAPPINGDISABLED' })).action).toBe(action)
  })

  test.each([
    ['WARNING', 'warning'],
    ['UNKNOWN', 'error'],
    ['CRITICAL', 'critical'],
  ])('in the state %s is of severity %s', (state, severity) => {
    expect(service({ state }).severity).toBe(severity)
  })

  test.each([
    ['DOWNTIMESTART', 'downtime'],
    ['DOWNTIMEEND', 'downtime'],
    ['DOWNTIMECANCELLED', 'downtime'],
    ['CUSTOM', 'comment'],
    ['TEST', 'test_notification'],
  ])('a notification %s opens nothing, and says why', (type, reason) => {
    expect(service({ notification_type: type })).toMatchObject({ action: 'ignore', reason })
  })
})

describe('a host of Nagios', () => {
  test('that is down opens an alert of its own, sent as the form that curl makes', () => {
    expect(eventOf(fixture('host-problem.form'), asForm)).toMatchObject({
      action: 'trigger',
      dedupKey: 'web-07',
      summary: 'web-07 DOWN: CRITICAL - 10.0.4.7: rta nan, lost 100%',
      severity: 'critical',
    })
    expect(eventOf(fixture('host-problem.json', { state: 'UNREACHABLE' })).severity).toBe('error')
  })

  test('that is up closes it', () => {
    expect(eventOf(fixture('host-recovery.form'), asForm)).toMatchObject({ action: 'resolve', dedupKey: 'web-07' })
  })
})

describe('what scripts of other people send', () => {
  test('the environment variables of Nagios are understood as they are', () => {
    expect(eventOf(fixture('environment.json'))).toMatchObject({
      dedupKey: 'db-01/Disk /var',
      severity: 'error',
      summary: 'db-01/Disk /var UNKNOWN: (No output on stdout) stderr: timeout',
      fields: { longOutput: 'line 2' },
      occurredAt: '2026-01-05T10:00:00Z',
    })
  })

  test('without a type the state says whether it is a problem', () => {
    expect(eventOf({ host: 'a', state: 'DOWN' })).toMatchObject({ action: 'trigger', dedupKey: 'a', summary: 'a DOWN' })
    expect(eventOf({ host: 'a', state: 'up' })).toMatchObject({ action: 'resolve' })
  })

  test.each([
    [{ service: 'a', state: 'OK' }, 'host'],
    [{ host: { name: 'a' }, state: 'OK' }, 'host'],
    [{ host: 'a' }, 'notification_type'],
    [{ host: 'a', notification_type: 'PARTY', state: 'OK' }, 'PARTY'],
  ])('%j is refused, and the answer names what is wrong', (body, named) => {
    const result = send([body])
    expect(result).toMatchObject({ rejected: [{ reason: 'invalid_event' }], response: { status: 400 } })
    expect(result.response.body).toContain(named)
  })
})
