import { describe, expect, test } from 'vitest'
import { adapterBench, asForm } from '../../../testing/adapter.ts'
import { prtg } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(prtg, import.meta.dirname)
const form = (name: string) => eventOf(fixture(name), asForm)
const withStatus = (status: string) => eventOf(fixture('down.json', { status }))

describe('a sensor of PRTG', () => {
  test('that is down opens an alert under its number', () => {
    expect(form('down.form')).toMatchObject({
      action: 'trigger',
      dedupKey: '2045',
      summary: 'db-01/Disk Free: 2 % (Free Space) is below the error limit of 5 %',
      severity: 'critical',
      fields: { device: 'db-01', sensor: 'Disk Free', stars: '***', lastvalue: '2 %' },
      links: [{ href: 'https://prtg.example.test/sensor.htm?id=2045', text: 'PRTG' }],
    })
    expect(eventOf(fixture('down.json'))).toMatchObject({ action: 'trigger', dedupKey: '2045' })
  })

  test('that is up again closes it', () => {
    expect(form('up.form')).toMatchObject({ action: 'resolve', dedupKey: '2045' })
  })

  test('that somebody acknowledges there is acknowledged here', () => {
    expect(form('acknowledged.form')).toMatchObject({ action: 'acknowledge', dedupKey: '2045' })
  })

  test('of a German installation is understood', () => {
    expect(form('german.form')).toMatchObject({ action: 'trigger', severity: 'critical' })
  })

  test.each([
    ['Down', 'trigger', 'critical'],
    ['Down (Partial)', 'trigger', 'error'],
    ['Down (Acknowledged)', 'acknowledge', 'critical'],
    ['DOWN ESCALATION', 'trigger', 'critical'],
    ['ESCALATION REPEAT', 'trigger', 'critical'],
    ['Warning', 'trigger', 'warning'],
    ['Unusual', 'trigger', 'warning'],
    ['Unknown', 'trigger', 'info'],
    ['Up', 'resolve', 'info'],
    ['Up (was: Down)', 'resolve', 'info'],
    ['Down ended (now: Up)', 'resolve', 'info'],
    ['Warning ended (now: Down (Acknowledged))', 'acknowledge', 'critical'],
    ['Paused (Paused by user)', 'ignore', 'info'],
    ['OK', 'resolve', 'info'],
    ['Fehler', 'trigger', 'critical'],
    ['Fehler (bestätigt)', 'acknowledge', 'critical'],
    ['Fehler beendet (jetzt: OK)', 'resolve', 'info'],
    ['Warnung', 'trigger', 'warning'],
    ['Ungewöhnlich', 'trigger', 'warning'],
    ['Unbekannt', 'trigger', 'info'],
    ['Pausiert', 'ignore', 'info'],
    ['Upside down', 'trigger', 'unknown'],
    ['Panne', 'trigger', 'unknown'],
  ])('with the status %s: %s, %s', (status, action, severity) => {
    expect(withStatus(status)).toMatchObject({ action, severity })
  })

  test('whose message is not escaped keeps its status: what comes first counts', () => {
    expect(form('not-escaped.form')).toMatchObject({
      action: 'trigger',
      dedupKey: '2045',
      summary: 'db-01/HTTP: 100% loss on "a"',
    })
  })
})

describe('other requests of PRTG', () => {
  test('the test button pages nobody', () => {
    expect(form('test.form')).toMatchObject({ action: 'ignore', reason: 'test_notification' })
  })

  test('device and name do when the number is missing, and without all of them it is refused', () => {
    expect(eventOf({ device: 'a', sensor: 'b', status: 'Down' }).dedupKey).toBe('a/b')
    for (const body of [{ status: 'Down' }, { key: '1' }]) {
      expect(send(body)).toMatchObject({ rejected: [{ reason: 'invalid_event' }], response: { status: 400 } })
    }
  })
})
