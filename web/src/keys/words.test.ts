import { expect, test } from 'vitest'
import type { KeyView } from '../../../contract/former-keys.ts'
import { consequenceOf, madeSecret, stateOf, useOf } from './words.ts'

const key: KeyView = {
  id: null,
  kind: 'integration_key',
  state: 'present',
  tail: 'abcd',
  replacedAt: null,
  endsAt: null,
  lastUsedAt: null,
  lastSender: null,
  usesLastHour: 0,
  refused: 0,
  lastRefusedAt: null,
}
const t = (name: string, values: object = {}) => [name, ...Object.values(values)].join(' ')
const written = (at: string) => `<${at}>`

test('a key says whether it is taken, and until when', () => {
  const told = (over: Partial<KeyView>) => stateOf({ ...key, ...over }, written, t)
  expect([
    told({}),
    told({ state: 'taken', endsAt: 'noon' }),
    told({ state: 'taken' }),
    told({ state: 'ended', endsAt: 'noon' }),
  ]).toEqual(['keys:present', 'keys:takenUntil <noon>', 'keys:takenOpen', 'keys:ended <noon>'])
})

test('a key says who used it last, and one that has ended who still tries', () => {
  const told = (over: Partial<KeyView>) => useOf({ ...key, ...over }, written, t)
  expect([
    told({}),
    told({ kind: 'secret' }),
    told({ lastUsedAt: 'noon' }),
    told({ lastUsedAt: 'noon', lastSender: '10.1.2.3' }),
    told({ lastUsedAt: 'noon', refused: 3, lastRefusedAt: 'one', lastSender: '10.1.2.3' }),
  ]).toEqual(['keys:unused', '', 'keys:used <noon>', 'keys:usedBy <noon> 10.1.2.3', 'keys:refusedBy 3 <one> 10.1.2.3'])
})

test('the end of a key names how often it was just used', () => {
  expect(consequenceOf({ ...key, usesLastHour: 3 }, t)).toBe('keys:endUsed 3')
  expect(consequenceOf(key, t)).toBe('keys:endUnused')
})

test('a secret that is made has 32 characters, none of which looks like another', () => {
  const secret = madeSecret(Array.from({ length: 128 }, (_, index) => (index * 37) % 256))
  expect(secret).toMatch(/^[A-HJ-NP-Za-km-z2-9]{32}$/)
})
