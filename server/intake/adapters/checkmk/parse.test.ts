import { describe, expect, test } from 'vitest'
import { adapterBench, asForm } from '../../../testing/adapter.ts'
import { checkmk } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(checkmk, import.meta.dirname)

describe('a notification of Checkmk', () => {
  test('opens an alert under site, host and service, with a link into the site', () => {
    expect(eventOf(fixture('service-problem.json'))).toMatchObject({
      action: 'trigger',
      dedupKey: 'berlin/erp-db/Filesystem /',
      summary: expect.stringMatching(/^erp-db\/Filesystem \/ CRITICAL: Used: 96\.1% /),
      severity: 'critical',
      fields: {
        site: 'berlin',
        previousState: 'WARNING',
        'host.customer': 'acme',
        longOutput: 'Trend per 1 day: +1.2 GiB',
        time: '2026-01-05 11:00:00',
      },
      links: [
        {
          href: 'https://monitoring.example.test/berlin/check_mk/index.py?start_url=view.py%3Fview_name%3Dservice%26host%3Derp-db%26service%3DFilesystem%2520%252F',
          text: 'Checkmk',
        },
      ],
    })
  })

  test('of a recovery closes the same alert', () => {
    expect(eventOf(fixture('service-recovery.json'))).toMatchObject({
      action: 'resolve',
      dedupKey: 'berlin/erp-db/Filesystem /',
    })
  })

  test('of an acknowledgement acknowledges, with name and words', () => {
    expect(eventOf(fixture('service-acknowledgement.json'))).toMatchObject({
      action: 'acknowledge',
      fields: { author: 'ann', comment: 'Extending the disk' },
    })
  })

  test('about a host comes as the form that the script sends, without the prefix of the variables', () => {
    expect(eventOf(fixture('host-problem.form'), asForm)).toMatchObject({
      action: 'trigger',
      dedupKey: 'berlin/erp-db',
      summary: 'erp-db DOWN: Packet received via smart PING failed',
      links: [{ href: 'https://monitoring.example.test/berlin/check_mk/index.py?start_url=x' }],
    })
  })

  test('of two sites about hosts of the same name are two alerts', () => {
    const [berlin, bern] = ['berlin', 'bern'].map((site) =>
      eventOf(fixture('service-problem.json', { OMD_SITE: site })),
    )
    expect(berlin?.dedupKey).not.toBe(bern?.dedupKey)
  })

  test.each([
    ['downtime-end.json', 'downtime'],
    ['alert-handler.json', 'no_change_of_state'],
  ])('%s opens nothing', (name, reason) => {
    expect(eventOf(fixture(name))).toMatchObject({ action: 'ignore', reason })
  })

  test('without the address of the site has no link, and without a host is refused', () => {
    expect(eventOf(fixture('service-problem.json', { SITE_URL: '' })).links).toEqual([])
    expect(send({ NOTIFY_WHAT: 'HOST' })).toMatchObject({
      rejected: [{ reason: 'invalid_event' }],
      response: { status: 400 },
    })
  })
})
