import { expect, test } from 'vitest'
import { expiryAfter, keyOfName } from './new-key.ts'

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
