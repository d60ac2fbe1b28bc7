import { describe, expect, test } from 'vitest'
import { isZone, looksLikeEmail, safeNext } from './values.ts'

describe('after sign-in', () => {
  test('the way leads back to where somebody wanted to go', () => {
    expect(safeNext('/alerts/4711?tab=raw')).toBe('/alerts/4711?tab=raw')
    expect(safeNext(undefined)).toBe('/alerts')
  })

  test('no link can send somebody to another site', () => {
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      expect(safeNext(next)).toBe('/alerts')
    }
  })
})

test('typing errors in an address are noticed', () => {
  expect(looksLikeEmail('ann@example.test ')).toBe(true)
  for (const text of ['', 'ann', 'ann@', 'ann@example', 'a b@example.test']) expect(looksLikeEmail(text)).toBe(false)
})

test('a time zone is a place, never an offset', () => {
  expect(isZone('Europe/Berlin')).toBe(true)
  expect(isZone('+02:00')).toBe(false)
  expect(isZone('Europe/Nowhere')).toBe(false)
})
