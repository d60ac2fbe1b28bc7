import { describe, expect, test } from 'vitest'
import { cityOf, differsIn, spanInZones, spanText } from './words.ts'

const en = { language: 'en' as const, timezone: 'Europe/Berlin' }
const de = { ...en, language: 'de' as const }
const span = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) })

describe('a span in words', () => {
  test('says its day once, and both days when it goes over midnight', () => {
    expect(spanText(span('2026-11-28T17:00Z', '2026-11-28T21:00Z'), en)).toBe('Sat 28 Nov, 18:00–22:00')
    expect(spanText(span('2026-11-28T17:00Z', '2026-11-29T07:00Z'), de)).toBe(
      'Sa., 28. Nov., 18:00 – So., 29. Nov., 08:00',
    )
  })

  test('says what the clock shows on the night in which it changes', () => {
    expect(spanText(span('2026-10-24T22:00Z', '2026-10-25T07:00Z'), en)).toBe('Sun 25 Oct, 00:00–08:00')
    expect(spanText(span('2027-03-27T23:00Z', '2027-03-28T06:00Z'), en)).toBe('Sun 28 Mar, 00:00–08:00')
  })

  test('stands in both zones where they show different times', () => {
    const shift = span('2026-10-26T13:00Z', '2026-10-26T15:00Z')
    expect(spanInZones(shift, en, 'America/New_York')).toBe(
      'Mon 26 Oct, 14:00–16:00 (Berlin); Mon 26 Oct, 09:00–11:00 (New York)',
    )
    expect(spanInZones(shift, en, 'Europe/Paris')).toBe('Mon 26 Oct, 14:00–16:00')
  })
})

test('zones differ where their clocks do, also for half an hour and for part of the time', () => {
  const winter = span('2026-11-01T00:00Z', '2026-11-08T00:00Z')
  expect(differsIn(winter, 'Europe/Berlin', 'Europe/Vienna')).toBe(false)
  expect(differsIn(winter, 'Australia/Lord_Howe', 'Australia/Sydney')).toBe(false)
  expect(differsIn(span('2026-06-01T00:00Z', '2026-06-08T00:00Z'), 'Australia/Lord_Howe', 'Australia/Sydney')).toBe(
    true,
  )
  expect(differsIn(span('2026-10-01T00:00Z', '2026-11-01T00:00Z'), 'Europe/Berlin', 'Africa/Lagos')).toBe(true)
})

test('a zone goes by its city', () => {
  expect([cityOf('America/New_York'), cityOf('UTC')]).toEqual(['New York', 'UTC'])
})
