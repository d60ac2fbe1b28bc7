import { describe, expect, test } from 'vitest'
import { base32, codeAt, enrolmentUrl, stepAt, stepOfCode } from './totp.ts'

/** The secret of the test vectors of RFC 6238. */
const secret = Buffer.from('12345678901234567890')
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1_000)

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('the code %i seconds after the epoch is that of RFC 6238', (seconds, code) => {
  expect(codeAt(secret, stepAt(at(seconds)))).toBe(code)
})

describe('a code', () => {
  const now = at(1_111_111_111)
  const step = stepAt(now)

  test('is taken half a minute early and late, and no further', () => {
    for (const near of [-1, 0, 1]) expect(stepOfCode(secret, codeAt(secret, step + near), now, 0)).toBe(step + near)
    for (const far of [-2, 2]) expect(stepOfCode(secret, codeAt(secret, step + far), now, 0)).toBeUndefined()
  })

  test('is not taken again, nor one from before it', () => {
    expect(stepOfCode(secret, codeAt(secret, step), now, step)).toBeUndefined()
    expect(stepOfCode(secret, codeAt(secret, step - 1), now, step)).toBeUndefined()
    expect(stepOfCode(secret, codeAt(secret, step + 1), now, step)).toBe(step + 1)
  })
})

test('the secret is written as apps read it', () => {
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
  const url = new URL(enrolmentUrl(secret, 'ann@example.test', 'Nordlicht & Söhne'))
  expect(url.protocol).toBe('otpauth:')
  expect(decodeURIComponent(url.pathname)).toContain('Pikett Nordlicht & Söhne:ann@example.test')
  expect(url.searchParams.get('secret')).toBe(base32(secret))
  expect(url.searchParams.get('issuer')).toBe('Pikett Nordlicht & Söhne')
})
