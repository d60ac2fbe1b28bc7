import { expect, test } from 'vitest'
import { maskAddress } from './mask.ts'

test('colleagues recognise an address and cannot copy it', () => {
  expect(maskAddress('email', 'ann.beispiel@example.test')).toBe('a…@example.test')
  expect(maskAddress('sms', '+4915112345678')).toBe('+49…678')
  expect(maskAddress('voice', '+4915112345678')).toBe('+49…678')
  expect(maskAddress('webhook', 'https://hooks.example.test/T0/secret')).toBe('hooks.example.test')
  expect(maskAddress('webhook', 'not an address')).toBe('…')
})
