import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import { ncentral } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(ncentral, import.meta.dirname)

/** As bytes: the encoding stands in the first line. */
const bytes = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name))
const eventOfXml = (name: string) => eventOf('', { body: bytes(name) })
const key = 'Müller & Söhne GmbH / SRV-01 / Disk - C: / C:'

describe('a notification of N-central in XML', () => {
  test('opens an alert that names customer, device, service and state, in the encoding of its first line', () => {
    expect(eventOfXml('failed.xml')).toMatchObject({
      action: 'trigger',
      dedupKey: key,
      summary: 'SRV-01, Disk - C:: Failed',
      severity: 'critical',
      fields: {
        customer: 'Müller & Söhne GmbH',
        device: 'SRV-01',
        service: 'Disk - C:',
        ActiveNotificationTriggerID: '1503',
        QuantitativeNewState: 'Free space: 4 % < 10 %',
        ServiceOrganizationName: 'Nordlicht IT',
      },
      links: [
        { href: 'https://ncentral.example.test/remote?device=17&type=rdp', text: 'RemoteControl' },
        { href: 'https://ncentral.example.test', text: 'Ncentral' },
      ],
    })
  })

  test('that somebody acknowledged there is acknowledged here, with the note', () => {
    expect(eventOfXml('acknowledged.xml')).toMatchObject({
      action: 'acknowledge',
      dedupKey: key,
      fields: { AcknowledgementUser: 'ann@example.test', AcknowledgementNote: 'cleaning up <now>' },
    })
  })

  test('of a return to normal closes the alert, whatever number its trigger has and whoever had acknowledged it', () => {
    expect(eventOfXml('normal.xml')).toMatchObject({ action: 'resolve', dedupKey: key })
  })

  const withState = (state: string) =>
    `<notification><DeviceName>a</DeviceName><AffectedService>b</AffectedService>${state}</notification>`

  test.each([
    ['Failed', 'critical'],
    ['disconnected', 'critical'],
    ['Warning', 'warning'],
    ['Stale', 'info'],
    ['Misconfigured', 'info'],
    ['No Data', 'info'],
    ['Something new', 'unknown'],
  ])('in the state %s is of severity %s', (state, severity) => {
    const event = eventOf(withState(`<QualitativeNewState>${state}</QualitativeNewState>`))
    expect(event).toMatchObject({ action: 'trigger', severity })
  })

  test('is known by the id of its trigger where the template names neither device nor service', () => {
    const xml = '<a><ActiveNotificationTriggerID>7</ActiveNotificationTriggerID><Later>x</Later></a>'
    expect(eventOf(xml)).toMatchObject({ dedupKey: '7', summary: 'N-central 7', fields: { Later: 'x' } })
  })

  test('without anything that says which alert it is gets refused in words', () => {
    const result = send('<notification><CustomerName>Muster</CustomerName></notification>')
    expect(result).toMatchObject({ ok: true, events: [], rejected: [{ reason: 'invalid_event' }] })
    expect(result.ok && result.rejected[0]?.detail).toContain('DeviceName')
  })

  test('is answered with 200', () => {
    expect(send('', { body: bytes('failed.xml') }).response.status).toBe(200)
  })
})

describe('a notification in plain text', () => {
  test('is read line by line, with the keywords as people write them', () => {
    expect(eventOf(fixture('disconnected.txt'))).toMatchObject({
      action: 'trigger',
      dedupKey: 'Muster GmbH / SRV-02 / Connectivity',
      summary: 'SRV-02, Connectivity: Disconnected',
      severity: 'critical',
      fields: { customer: 'Muster GmbH', device: 'SRV-02', text: expect.stringContaining('SRV-02 is not reachable') },
      links: [{ href: 'https://ncentral.example.test/device/18', text: 'Device' }],
    })
  })

  test('closes the same alert also under the short names', () => {
    expect(eventOf(fixture('normal.txt'))).toMatchObject({
      action: 'resolve',
      dedupKey: 'Muster GmbH / SRV-02 / Connectivity',
    })
  })

  test('without keywords is refused', () => {
    expect(send('It works again.')).toMatchObject({ ok: true, events: [], response: { status: 400 } })
  })
})

describe('a ticket of the custom PSA', () => {
  test('opens an alert, and N-central is told its number and where to look', () => {
    const request = { method: 'PUT', publicUrl: 'https://pikett.example.test' }
    expect(eventOf(fixture('ticket-create.json'), request)).toMatchObject({
      action: 'trigger',
      dedupKey: 'ticket 8842',
      summary: 'SRV-01: Disk - C: Failed',
      fields: { details: 'Free space: 4 %', customTag: 'acme' },
    })
    const { response } = send(fixture('ticket-create.json'), request)
    expect([response.status, JSON.parse(response.body)]).toEqual([
      200,
      { externalTicketId: 'ticket 8842', ticketUrl: 'https://pikett.example.test/alerts' },
    ])
  })

  test('is closed, amended and opened again under the same key, in upper or lower case', () => {
    expect(eventOf(fixture('ticket-close.json'))).toMatchObject({ action: 'resolve', dedupKey: 'ticket 8842' })
    for (const [action, expected] of [
      ['update', 'change'],
      ['Reopen', 'trigger'],
    ]) {
      expect(eventOf(fixture('ticket-close.json', { action }))).toMatchObject({ action: expected })
    }
  })

  test.each([{ action: 'DELETE' }, { action: 5 }, { ncentralTicketId: null }, { ncentralTicketId: '' }])(
    'with %j is refused',
    (over) => {
      expect(send(fixture('ticket-create.json', over))).toMatchObject({ events: [], response: { status: 400 } })
    },
  )
})
