import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import { zabbix } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(zabbix, import.meta.dirname)
const problem = (changed: object = {}) => eventOf(fixture('problem.json', changed))

describe('a problem of Zabbix', () => {
  test('opens an alert with host, name, tags and the way back', () => {
    const event = problem()
    expect(event).toMatchObject({
      action: 'trigger',
      dedupKey: '4711',
      summary: 'db-01: High CPU utilization (over 90% for 5m)',
      severity: 'error',
      fields: { 'EVENT.OPDATA': 'Current utilization: 97.2 %', 'tag.customer': 'acme', 'tag.urgent': 'true' },
      links: [
        { href: 'https://wiki.example.test/runbooks/cpu', text: 'Runbook' },
        { href: 'https://zabbix.example.test/tr_events.php?triggerid=22391&eventid=4711', text: 'Zabbix' },
      ],
    })
    expect(Object.keys(event.fields)).not.toContain('USER.FULLNAME')
    expect(Object.keys(event.fields)).not.toContain('EVENT.UPDATE.ACTION')
  })

  test('that is over closes the same alert', () => {
    expect(eventOf(fixture('recovery.json'))).toMatchObject({ action: 'resolve', dedupKey: '4711' })
  })

  test('that somebody acknowledges there is acknowledged here', () => {
    expect(eventOf(fixture('acknowledgement.json'))).toMatchObject({ action: 'acknowledge', dedupKey: '4711' })
  })

  test.each([
    ['acknowledged', 'No', 'acknowledge'],
    ['commented', 'Yes', 'acknowledge'],
    ['commented', 'No', 'ignore'],
    ['unacknowledged', 'No', 'trigger'],
    ['unacknowledged and commented', 'Yes', 'trigger'],
    ['changed severity from Warning to High', 'No', 'trigger'],
  ])('updated by "%s" (acknowledged: %s): %s', (done, acknowledged, action) => {
    const changed = { 'EVENT.UPDATE.ACTION': done, 'EVENT.ACK.STATUS': acknowledged }
    expect(eventOf(fixture('comment.json', changed)).action).toBe(action)
  })

  test('commented after its end stays closed', () => {
    expect(eventOf(fixture('comment.json', { 'EVENT.VALUE': '0' }))).toMatchObject({
      action: 'ignore',
      reason: 'comment',
    })
  })

  test.each([
    ['0', 'info'],
    ['1', 'info'],
    ['2', 'warning'],
    ['3', 'warning'],
    ['4', 'error'],
    ['5', 'critical'],
  ])('of severity %s is %s', (number, severity) => {
    expect(problem({ 'EVENT.NSEVERITY': number, 'EVENT.SEVERITY': 'Whatever' }).severity).toBe(severity)
  })

  test('by the names of severities when the number is missing', () => {
    expect(problem({ 'EVENT.NSEVERITY': '{EVENT.NSEVERITY}', 'EVENT.SEVERITY': 'Disaster' }).severity).toBe('critical')
  })

  test('whose name has its host already does not say it twice', () => {
    expect(problem({ 'EVENT.NAME': 'DB-01 is unreachable' }).summary).toBe('DB-01 is unreachable')
    expect(problem({ 'EVENT.NAME': '{EVENT.NAME}' }).summary).toBe('db-01: High CPU utilization (over 90% for 5m)')
  })

  test('of Zabbix 7 says when it began', () => {
    expect(problem().occurredAt).toBeUndefined()
    expect(problem({ 'EVENT.TIMESTAMP': '1767607200' }).occurredAt).toBe('2026-01-05T10:00:00Z')
  })
})

describe('other messages of Zabbix', () => {
  test('the test button of the media type pages nobody', () => {
    expect(eventOf(fixture('test.json'))).toMatchObject({ action: 'ignore', reason: 'test_notification' })
  })

  test('a discovery is told once', () => {
    expect(eventOf(fixture('discovery.json'))).toMatchObject({
      action: 'trigger',
      dedupKey: '4800',
      severity: 'info',
      summary: 'Discovery: 10.0.4.99 is up',
    })
  })

  test('a script that knows no macros says it with a state or a subject', () => {
    expect(eventOf(fixture('script.json'))).toMatchObject({ action: 'resolve', dedupKey: '22391' })
    expect(eventOf(fixture('script.json', { state: 'alerting', title: 'CPU' }))).toMatchObject({
      action: 'trigger',
      summary: 'CPU',
    })
    expect(eventOf({ alert_uid: 'a', title: 'Resolved in 5m: CPU' })).toMatchObject({
      action: 'resolve',
      summary: 'CPU',
    })
    expect(eventOf({ alert_uid: 'a', title: 'Updated problem in 5m: CPU' })).toMatchObject({ action: 'ignore' })
  })

  test.each([
    [{ 'EVENT.NAME': 'x', 'EVENT.VALUE': '1' }, 'EVENT.ID'],
    [{ 'EVENT.ID': '1', 'EVENT.NAME': 'x' }, 'EVENT.VALUE'],
  ])('%j is refused, and the answer names what is missing', (body, named) => {
    const result = send(body)
    expect(result).toMatchObject({ rejected: [{ reason: 'invalid_event' }], response: { status: 400 } })
    expect(result.response.body).toContain(named)
  })
})
