import { describe, expect, test } from 'vitest'
import type { Language } from '../../../contract/keys.ts'
import { languages } from '../../../contract/keys.ts'
import type { Channel } from '../../../contract/config/person.ts'
import { channels } from '../../../contract/config/person.ts'
import { smsSize } from '../../../rules/notifications/sms.ts'
import { createI18n } from '../../kernel/i18n.ts'
import type { AlertFacts, PageKind, Sending } from '../types.ts'
import { bundleContentByChannel, listedByChannel } from './bundle.ts'
import { speakerFor } from './words.ts'

const i18n = createI18n()
const now = Temporal.Instant.from('2026-10-25T00:30:00Z')

const facts = (number: number, over: Partial<AlertFacts> = {}): AlertFacts => ({
  id: `0198c0de-0000-7000-8000-${String(number).padStart(12, '0')}`,
  number,
  summary: `Disk <${number}> full`,
  status: 'triggered',
  priority: 'high',
  severity: 'critical',
  dedupKey: 'disk',
  source: { key: 'prometheus', name: 'Prometheus' },
  customer: { key: 'acme', name: 'Acme & Co' },
  service: null,
  fields: {},
  count: 1,
  createdAt: now,
  acknowledgement: null,
  url: `https://pikett.test/alerts/${number}`,
  ...over,
})
const sending = (language: Language, kind: PageKind): Sending => ({
  id: 'b',
  kind: 'bundle',
  status: 'sending',
  tries: 1,
  attempt: 1,
  channel: 'sms',
  address: '',
  createdAt: now,
  contentSealed: null,
  recipient: { userId: 'u', key: 'ann', name: 'Ann', language, timeZone: 'Europe/Berlin' },
  organization: { id: 'o', name: 'Nordlicht', demo: false, smtpSealed: null, webhookSecretSealed: '' },
  contact: { id: 'c', key: 'mobile', secretSealed: null, usable: true },
  page: { id: 'p', kind, alertId: 'a', epoch: 1, step: 0, round: 0 },
})

/** A message about 240 alerts. */
function told(channel: Channel, language: Language, kind: PageKind = 'page') {
  const speaker = speakerFor(i18n, { language, timeZone: 'Europe/Berlin' })
  const state: Partial<AlertFacts> =
    kind === 'page' ? {} : { status: 'acknowledged', acknowledgement: { by: 'Bob', at: now, endsAt: null } }
  const entries = Array.from({ length: listedByChannel[channel] }, (_, index) => ({
    sending: { ...sending(language, kind), id: `member-${index}`, kind: 'page' as const },
    facts: facts(4711 + index, state),
    linkByAction: {
      acknowledge: `https://l/${index}/a`,
      resolve: `https://l/${index}/r`,
      escalate: `https://l/${index}/e`,
    },
    speaker,
    now,
  }))
  return bundleContentByChannel[channel]({
    sending: sending(language, kind),
    count: 240,
    asks: kind === 'page' ? 240 : 0,
    entries,
    acknowledgeAll: 'https://l/all',
    consoleUrl: 'https://pikett.test/alerts',
    speaker,
    now,
  })
}

describe.each(languages)('a message about several alerts in %s', (language) => {
  test.each(channels)('has words on the channel %s, also when it only informs', (channel) => {
    for (const kind of ['page', 'inform'] as const) {
      const text = JSON.stringify(told(channel, language, kind))
      expect(text).toContain('240')
      // When an answer counted that was sent later, the device fills in.
      expect(text.replaceAll('{{time}}', '')).not.toMatch(/bundle\.|\{\{/)
    }
  })

  test('a mail names twenty, counts the rest, escapes what senders wrote and offers one link for all', () => {
    const mail = told('email', language)
    if (mail.channel !== 'email') throw new Error('not a mail')
    expect(mail.subject).toMatch(/^240 (alerts|Alarme): Acme & Co: Disk <4711> full …$/)
    expect(mail.links[0]).toMatchObject({ href: 'https://l/all' })
    expect(mail.links).toHaveLength(2 + 20)
    expect(mail.html).toContain('#4730 Acme &amp; Co: Disk &lt;4730&gt; full')
    expect(mail.text).toContain('https://l/19/a')
    expect(mail.text).toContain('220')
    expect(mail.urgent).toBe(true)
  })

  test('an SMS has at most two parts and says how to answer', () => {
    const sms = told('sms', language)
    if (sms.channel !== 'sms') throw new Error('not an SMS')
    expect(smsSize(sms.text).places).toBeLessThanOrEqual(306)
    expect(sms.text).toMatch(/^240 .*#4711 Acme & Co: Disk <4711> full; .*al(l|le)=.* 4711a=/)
  })

  test('a call says how many and the first', () => {
    const call = told('voice', language)
    if (call.channel !== 'voice') throw new Error('not a call')
    expect(call.lines).toHaveLength(4)
    expect(call.lines.join(' ')).toContain('Acme & Co: Disk <4711> full')
    expect(call.keys.map((key) => key.digit)).toEqual(['1', '*'])
  })

  test('a notification is small enough for every push service and answers all with one button', () => {
    const push = told('push', language)
    if (push.channel !== 'push') throw new Error('not a notification')
    expect(JSON.stringify(push.payload).length).toBeLessThan(3_000)
    expect(push.payload).toMatchObject({ actions: [{ action: 'acknowledge', url: 'https://l/all' }], stays: true })
  })

  test('news offer nothing to acknowledge', () => {
    expect(JSON.stringify(channels.map((channel) => told(channel, language, 'inform')))).not.toContain(
      '"href":"https://l/all"',
    )
    expect(told('voice', language, 'inform')).toMatchObject({ keys: [{ digit: '*' }] })
    expect(told('push', language, 'inform')).toMatchObject({ payload: { actions: [], stays: false } })
  })
})

test('a webhook reads like the page that leads, and lists the others with their links', () => {
  const content = told('webhook', 'en')
  if (content.channel !== 'webhook') throw new Error('not a webhook')
  expect(content.body).toMatchObject({
    type: 'page',
    kind: 'bundle',
    count: 240,
    alert: { number: 4711, summary: 'Disk <4711> full', source: 'prometheus', customer: 'acme' },
    delivery: { id: 'b', attempt: 1 },
    recipient: { key: 'ann', name: 'Ann' },
    step: 1,
    round: 1,
    actions: { acknowledgeAll: 'https://l/all', acknowledge: 'https://l/0/a' },
  })
  const alerts = content.body['alerts'] as unknown[]
  expect(alerts).toHaveLength(100)
  expect(alerts[99]).toMatchObject({
    number: 4810,
    kind: 'page',
    delivery: { id: 'member-99', attempt: 1 },
    actions: { acknowledge: 'https://l/99/a', resolve: 'https://l/99/r', escalate: 'https://l/99/e' },
  })
})
