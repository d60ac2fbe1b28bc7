import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitSms, fitSmsList, smsSize } from './sms.ts'

const frame = (summary: string) =>
  `Alarm #4711: ${summary} (Müller GmbH). Antwort 4711a bestätigt, 4711r behoben, 4711e eskaliert.`

describe('a page by SMS', () => {
  test('stays as it is when it fits', () => {
    expect(fitSms('ERP nicht erreichbar', frame)).toBe(frame('ERP nicht erreichbar'))
  })

  test('is cut in the summary, never in the words that say how to answer', () => {
    const text = fitSms('Der Datenbankserver antwortet nicht mehr '.repeat(5), frame)
    expect(text).toMatch(/^Alarm #4711: Der Datenbank.*\.\.\. \(Müller GmbH\)\. Antwort 4711a .*eskaliert\.$/)
    expect(smsSize(text)).toEqual({ places: 160, limit: 160 })
  })

  test('writes typographic signs and accents plainly instead of paying for a second message', () => {
    expect(fitSms('„Łódź“ – Größe ≥ 90 % … čas', (summary) => summary)).not.toMatch(/[„“–…≥č]/)
    expect(fitSms('Größe – “90 %” … čas', (summary) => summary)).toBe('Größe - "90 %" ... cas')
  })

  test('counts what takes two places', () => {
    expect(smsSize('a{€}')).toEqual({ places: 7, limit: 160 })
  })

  test('has 70 places when another alphabet is needed', () => {
    const text = fitSms('База данных недоступна '.repeat(5), (summary) => `#1 ${summary}. 1a`)
    expect(smsSize(text).limit).toBe(70)
    expect(smsSize(text).places).toBeLessThanOrEqual(70)
    expect(text).toMatch(/^#1 База данных.*\.\.\.\. 1a$/)
  })

  test('whatever the summary, one message carries it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (summary) => {
        const { places, limit } = smsSize(fitSms(summary, (inner) => `#1 ${inner}. 1a ok, 1r, 1e`))
        expect(places).toBeLessThanOrEqual(limit)
      }),
    )
  })
})

describe('several alerts by SMS', () => {
  const listFrame = (total: number) => (list: string, listed: number) =>
    `${total} alerts: ${list}; ${total - listed} more. Reply all=acknowledge all 17a=only #17`
  const items = (summary: string) => Array.from({ length: 6 }, (_, index) => `#${index + 17} ${summary}`)

  test('lists as many as fit into two parts and counts the rest', () => {
    const text = fitSmsList(items('Acme GmbH: disk full on a server with a long name'), listFrame(120))
    expect(text).toMatch(/^120 alerts: #17 Acme GmbH: .*; #18 .*; 1\d\d more\. Reply all=acknowledge all 17a=only #17$/)
    expect(smsSize(text).places).toBeLessThanOrEqual(306)
    expect(smsSize(text).places).toBeGreaterThan(160)
  })

  test('a text that needs another alphabet still has two parts and all fixed words', () => {
    const text = fitSmsList(items('Сервер базы данных не отвечает'), listFrame(6))
    expect(smsSize(text).places).toBeLessThanOrEqual(134)
    expect(text.endsWith('Reply all=acknowledge all 17a=only #17')).toBe(true)
  })

  test('short alerts are all listed, whole', () => {
    expect(fitSmsList(['#1 a', '#2 b'], (list) => `2: ${list}.`)).toBe('2: #1 a; #2 b.')
  })
})
