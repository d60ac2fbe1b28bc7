import { expect, test } from 'vitest'
import { expiryAfter, keyOfName, newToken } from './new-key.ts'

test('a token has the form that the server takes, and another one each time', () => {
  const tokens = Array.from({ length: 20 }, () => newToken())
  expect(tokens.filter((token) => !/^pk_[A-Za-z0-9]{43}$/.test(token))).toEqual([])
  expect(new Set(tokens).size).toBe(20)
})

test('bytes that would favour some letters are left out', () => {
  let round = 0
  const token = newToken((bytes) => bytes.fill(round++ === 0 ? 255 : 1))
  expect(token).toBe(`pk_${'B'.repeat(43)}`)
})

test.each([
  ['Backup server', 'backup-server'],
  ['Überwachung Nord', 'ueberwachung-nord'],
  ['  --x--  ', 'x'],
  ['***', ''],
])('%s becomes the key "%s"', (name, key) => {
  expect(keyOfName(name)).toBe(key)
})

test('a key ends after its days, or never', () => {
  expect(expiryAfter(30, Date.parse('2026-01-01T00:00:00Z'))).toBe('2026-01-31T00:00:00.000Z')
  expect(expiryAfter(0, 0)).toBeUndefined()
})
