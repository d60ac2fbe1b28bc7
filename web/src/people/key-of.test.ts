import { expect, test } from 'vitest'
import { cureOf } from './cure.ts'
import { keyOf } from './key-of.ts'

test('the key of somebody new comes from the address and is nobody else’s', () => {
  expect(keyOf('Ann.Beispiel@example.test', [])).toBe('ann.beispiel')
  expect(keyOf('ann+oncall@example.test', ['ann-oncall'])).toBe('ann-oncall-2')
  expect(keyOf('_@example.test', [])).toBe('user')
})

test('what is missing leads to where it is mended', () => {
  expect(cureOf('one_channel')).toMatchObject({ tab: 'contacts' })
  expect(cureOf('no_high_rule')).toMatchObject({ tab: 'rules' })
  expect(cureOf('invitation_expired').tab).toBeUndefined()
})
