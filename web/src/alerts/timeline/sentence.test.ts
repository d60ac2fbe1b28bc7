import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import type { TimelineEntry } from '../../api/types.ts'
import en from '../../app/catalogue/en.ts'
import enLater from '../../app/catalogue/en-later.ts'
import type { Translate } from '../../app/i18n.ts'
import { sentenceOf } from './sentence.ts'
import type { Words } from './words.ts'

const words: Words = {
  t: ((key: string, values?: object) => i18next.t(key, { ...values })) as Translate,
  has: (key) => i18next.exists(key),
  viewer: { language: 'en', timezone: 'Europe/Berlin' },
}

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en: { ...en, ...enLater } }, interpolation: { escapeValue: false } })
})

function entry(kind: string, data: Record<string, unknown>, actor: TimelineEntry['actor'] = null): TimelineEntry {
  return { id: '1', at: '2026-11-20T02:07:00Z', kind, actor, data }
}

describe('a timeline entry', () => {
  test('says who did it and what happened', () => {
    expect(sentenceOf(entry('alert.acknowledged', {}, { kind: 'user', name: 'Ann' }), words).text).toBe(
      'Ann acknowledged',
    )
    expect(sentenceOf(entry('delivery.sent', { userName: 'Bob', channel: 'sms' }), words).text).toBe('SMS to Bob sent')
    expect(sentenceOf(entry('escalation.step', { step: 2, steps: 3, people: ['Ann', 'Bob'] }), words).text).toBe(
      'Step 2 of 3 begins: Ann and Bob',
    )
  })

  test('gives its reason in words, and quotes a reason that is already a sentence', () => {
    expect(sentenceOf(entry('escalation.skipped', { step: 1, reason: 'nobody_on_call' }), words).reasons).toEqual([
      'Nobody is on call in this step at this time.',
    ])
    expect(
      sentenceOf(entry('delivery.failed', { reason: 'The server refused the sender (550).' }), words).reasons,
    ).toEqual(['The server refused the sender (550).'])
  })

  test('of a hold says why nobody is paged, until when, and how it ended', () => {
    const by = { key: 'erp', name: 'ERP patch day' }
    const held = sentenceOf(entry('alert.held', { reason: 'maintenance', by, until: '2026-11-20T03:00:00Z' }), words)
    expect(held).toEqual({
      text: 'Maintenance ERP patch day: nobody is paged',
      reasons: ['Until 04:00 at the latest'],
    })
    const cause = { id: '1', number: 12, summary: 'Core switch down' }
    const moved = { reason: 'dependency', cause, endsBecause: 'cause_resolved', until: '2026-11-20T03:00:00Z' }
    expect(sentenceOf(entry('alert.holdMoved', moved), words).text).toBe(
      '#12 Core switch down is resolved: this one pages at 04:00 if it does not recover',
    )
    expect(sentenceOf(entry('alert.released', { reason: 'maintenance', why: 'ended' }), words).text).toBe(
      'The maintenance was ended early and it is still open',
    )
  })

  test('tells the end of a short wait to the second, and that of a long one to the minute', () => {
    const limited = (until: string) =>
      sentenceOf(entry('delivery.limited', { userName: 'Bob', channel: 'sms', until }), words).text
    expect(limited('2026-11-20T02:07:45Z')).toBe('SMS to Bob waits until 03:07:45')
    expect(limited('2026-11-20T02:14:45Z')).toBe('SMS to Bob waits until 03:14')
  })

  test('of an unknown kind is readable and loses nothing of its data', () => {
    const { text, reasons } = sentenceOf(entry('ticket.workLogged', { minutes: 12 }), words)
    expect(text).toBe('Ticket work logged')
    expect(reasons).toEqual(['minutes: 12'])
  })

  test('names those whom a sender asked for in vain', () => {
    const { text } = sentenceOf(entry('alert.respondersUnknown', { names: ['netops', 'night'] }), words)
    expect(text).toMatch(/^Asked for netops and night: no escalation policy/)
  })

  test('with a missing value leaves no gap and no dangling colon', () => {
    expect(sentenceOf(entry('alert.triggered', {}, { kind: 'source', name: 'Prometheus' }), words).text).toBe(
      'Prometheus reported',
    )
    expect(sentenceOf(entry('page.created', {}), words).text).toBe('A person is paged')
  })

  test('writes the name of a source as its owner does', () => {
    const { text } = sentenceOf(entry('alert.triggered', { summary: 'x' }, { kind: 'source', name: 'nagios' }), words)
    expect(text).toBe('nagios reported: x')
  })
})
