import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Channel } from '../../../contract/config/person.ts'
import { channels } from '../../../contract/config/person.ts'
import { languages } from '../../../contract/keys.ts'
import type { Language } from '../../../contract/keys.ts'
import { smsSize } from '../../../rules/notifications/sms.ts'
import { createI18n } from '../../kernel/i18n.ts'
import type { Content } from '../channels/channel.ts'
import type { AlertFacts, DirectContent, Sending } from '../types.ts'
import { failures } from '../types.ts'
import { directContent } from './direct.ts'
import { markup } from './markup.ts'
import { pageContentByChannel } from './page.ts'
import { speakerFor } from './words.ts'

const i18n = createI18n()
const now = Temporal.Instant.from('2026-10-25T00:30:00Z')
const facts: AlertFacts = {
  id: '0198c0de-0000-7000-8000-000000000001',
  number: 4711,
  summary: 'ERP does not answer',
  status: 'triggered',
  priority: 'high',
  severity: 'critical',
  dedupKey: 'erp',
  source: { key: 'prometheus', name: 'Prometheus' },
  customer: { key: 'acme', name: 'Acme GmbH' },
  service: null,
  fields: { instance: 'web-07' },
  count: 3,
  createdAt: now,
  acknowledgement: null,
  url: 'https://pikett.test/alerts/4711',
}
const sending = (language: Language): Sending => ({
  id: 'd',
  kind: 'page',
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
  page: { id: 'p', kind: 'page', alertId: facts.id, epoch: 1, step: 0, round: 0 },
})
const linkByAction = { acknowledge: 'https://l/1', resolve: 'https://l/2', escalate: 'https://l/3' }
const speaker = (language: Language) => speakerFor(i18n, { language, timeZone: 'Europe/Berlin' })
const page = (channel: Channel, language: Language, over: Partial<AlertFacts> = {}) =>
  pageContentByChannel[channel]({
    sending: sending(language),
    facts: { ...facts, ...over },
    linkByAction,
    now,
    speaker: speaker(language),
  })

/** Everything that a person would read or hear. */
const words = (content: Content) => JSON.stringify(content.channel === 'webhook' ? content.body : content, null, 1)

describe('the words of a page', () => {
  test('in German and English differ, and no text is left unfilled', () => {
    for (const channel of ['email', 'sms', 'voice', 'push'] as const) {
      const [german, english] = [words(page(channel, 'de')), words(page(channel, 'en'))]
      expect(german).not.toBe(english)
      // Who was faster, and when, is not known yet: the device fills it in.
      for (const text of [german, english]) {
        expect(text.replaceAll(/\{\{(name|time)\}\}/g, '')).not.toMatch(/\{\{|\}\}|undefined|notifications:/)
      }
    }
  })

  test('show the repeated hour of the night with its zone', () => {
    expect(words(page('email', 'de'))).toContain('25. Okt. 2026, 02:30 MESZ')
    expect(words(page('email', 'en'))).toMatch(/25 Oct 2026, 02:30 (CEST|GMT\+2)/)
  })

  test('treat what a sender wrote as text, never as a template or as HTML', () => {
    const summary = '{{number}} $t(notifications:link.product) <b>x</b>'
    const mail = page('email', 'en', { summary })
    expect(mail).toMatchObject({ subject: `[Acme GmbH] ${summary} (#4711)` })
    expect(words(mail)).toContain('&lt;b&gt;x&lt;/b&gt;')
    expect(words(page('voice', 'en', { summary }))).toContain(summary)
  })

  test('fit one SMS in both languages, however long summary and customer are', () => {
    for (const language of languages) {
      const long = {
        summary: 'Der Server antwortet nicht. '.repeat(20),
        customer: { key: 'x', name: 'Müller '.repeat(20) },
      }
      for (const over of [long, { summary: long.summary, customer: null, number: 999_999 }, {}]) {
        const content = page('sms', language, over)
        const { places, limit } = smsSize(content.channel === 'sms' ? content.text : '')
        expect({ limit, fits: places <= limit }).toEqual({ limit: 160, fits: true })
      }
    }
  })

  test('of a mail have one link per answer first, and the console last', () => {
    expect(page('email', 'en')).toMatchObject({
      links: [
        { href: 'https://l/1', text: 'Acknowledge' },
        { href: 'https://l/2', text: 'Resolve' },
        { href: 'https://l/3', text: 'Escalate' },
        { href: facts.url, text: 'Open in Pikett' },
      ],
      thread: facts.id,
      urgent: true,
    })
  })
})

describe('the words outside alerts', () => {
  const contents: DirectContent[] = [
    { kind: 'test' },
    { kind: 'verification', code: '012345' },
    { kind: 'invitation', url: 'https://pikett.test/invitations/x', expiresAt: '2026-10-26T00:30:00Z' },
    { kind: 'password_reset', url: 'https://pikett.test/reset/x', expiresAt: '2026-10-26T00:30:00Z' },
  ]
  for (const content of contents) {
    test(`${content.kind}: every channel has its words in both languages, filled in`, () => {
      for (const channel of channels) {
        const [german, english] = languages.map((language) =>
          words(
            directContent(
              { sending: sending(language), content, speaker: speaker(language), linkByAction, now },
              channel,
            ),
          ),
        )
        expect(german).not.toBe(english)
        for (const text of [german, english]) expect(text).not.toMatch(/\{\{|\}\}|undefined|notifications:/)
      }
    })
  }

  test('a code is spoken digit by digit', () => {
    const told = { sending: sending('en'), content: contents[1]!, speaker: speaker('en'), linkByAction, now }
    expect(words(directContent(told, 'voice'))).toContain('0, 1, 2, 3, 4, 5')
  })
})

describe('the catalogue', () => {
  const read = (language: Language) =>
    JSON.parse(
      readFileSync(join(import.meta.dirname, `../../../messages/${language}/notifications.json`), 'utf8'),
    ) as object
  const leaves = (value: unknown, path = ''): [string, string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))

  test('has every text in both languages, with the same values', () => {
    const shape = (language: Language) =>
      leaves(read(language)).map(([path, text]) => ({ path, values: new Set(text.match(/\{\{\w+\}\}/g)) }))
    expect(shape('de')).toEqual(shape('en'))
  })

  test('explains every failure', () => {
    const { say } = speaker('en')
    expect(failures.map((failure) => say(`failure.${failure}`)).every((text) => text.length > 10)).toBe(true)
  })

  test('has no exclamation marks, and German has its umlauts', () => {
    for (const language of languages)
      expect(leaves(read(language)).filter(([, text]) => text.includes('!'))).toEqual([])
    expect(leaves(read('de')).filter(([, text]) => /\b(fuer|ueber|koennen|naechste|bestaetig)/i.test(text))).toEqual([])
  })
})

test('markup escapes everything that is not markup itself', () => {
  const evil = `<img src=x onerror='a("b")'>&`
  expect(markup`<p title="${evil}">${evil}${markup`<b>${evil}</b>`}${undefined}${false}</p>`.html).toBe(
    '<p title="&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt;&amp;">&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt;&amp;<b>&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt;&amp;</b></p>',
  )
})
