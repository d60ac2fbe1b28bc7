import { expect, test } from 'vitest'
import { freeKey, phoneNumber } from './channels.ts'

test('a new contact takes no key of another one', () => {
  expect(freeKey('sms', ['mail'])).toBe('sms')
  expect(freeKey('sms', ['sms', 'sms-2'])).toBe('sms-3')
})

test.each([
  ['+49 151 1234-5678', '+4915112345678'],
  ['0049 (151) 12345678', '+4915112345678'],
  ['+41/79/123.45.67', '+41791234567'],
])('%s is understood as %s', (typed, number) => expect(phoneNumber(typed)).toBe(number))
