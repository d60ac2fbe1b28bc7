import { describe, expect, test } from 'vitest'
import { adapterBench, asForm } from '../../../testing/adapter.ts'
import { icinga } from './parse.ts'

const { eventOf, fixture } = adapterBench(icinga, import.meta.dirname)

describe('a notification of Icinga', () => {
  test('is read in the words of the API and in those of its scripts', () => {
    const problem = eventOf(fixture('service-problem.json'))
    expect(problem).toMatchObject({
      action: 'trigger',
      dedupKey: 'web-07/http',
      summary: 'Web 7/Web site WARNING: HTTP WARNING: 4.8 second response time',
      severity: 'warning',
      fields: { host: 'web-07', address: '192.0.2.7', contact: 'pikett' },
    })
    expect(eventOf(fixture('service-problem.json', { notification_type: 'PROBLEM' }))).toMatchObject({
      action: 'trigger',
    })
    expect(eventOf(fixture('service-recovery.json'))).toMatchObject({ action: 'resolve', dedupKey: problem.dedupKey })
    expect(eventOf(fixture('service-acknowledgement.json'))).toMatchObject({
      action: 'acknowledge',
      dedupKey: problem.dedupKey,
      fields: { author: 'icingaadmin', comment: 'On it' },
    })
  })

  test('about a host comes as a form', () => {
    expect(eventOf(fixture('host-problem.form'), asForm)).toMatchObject({
      action: 'trigger',
      dedupKey: 'web-07',
      summary: 'Web 7 DOWN: PING CRITICAL - Packet loss = 100%',
    })
  })

  test('that flapping ended keeps open what is still broken', () => {
    expect(eventOf(fixture('flapping-end.json'))).toMatchObject({ action: 'trigger', severity: 'critical' })
    expect(eventOf(fixture('flapping-end.json', { notification_type: 'FlappingEnd', state: 'OK' })).action).toBe(
      'resolve',
    )
  })

  test.each(['DowntimeRemoved', 'DOWNTIMECANCELLED', 'DowntimeStart', 'DOWNTIMEEND'])('%s opens nothing', (type) => {
    expect(eventOf(fixture('downtime-removed.json', { notification_type: type }))).toMatchObject({
      action: 'ignore',
      reason: 'downtime',
    })
  })
})
