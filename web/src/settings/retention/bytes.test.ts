import { expect, test } from 'vitest'
import { formatBytes } from './bytes.ts'

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [31_200_000, '31.2 MB'],
  [7_900_000_000_000_000, '7,900 TB'],
])('%i bytes are told as %s', (bytes, text) => {
  expect(formatBytes(bytes, 'en')).toBe(text)
})

test('German writes them as German does', () => {
  expect(formatBytes(31_200_000, 'de').replaceAll(/\s/g, ' ')).toBe('31,2 MB')
})
