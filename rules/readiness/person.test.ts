import { describe, expect, test } from 'vitest'
import type { ContactFacts, PersonFacts } from './person.ts'
import { isReachable, isReady, personProblems } from './person.ts'

const now = Temporal.Instant.from('2026-11-22T03:00:00Z')
const day = (count: number) => now.subtract({ hours: count * 24 })

const contact = (key: string, over: Partial<ContactFacts> = {}): ContactFacts => ({
  key,
  channel: 'email',
  verified: true,
  disabled: false,
  ...over,
})
const mail = contact('mail')
const phone = contact('phone', { channel: 'sms' })
const device = contact('device-1', { channel: 'push' })

const complete: PersonFacts = {
  canSignIn: true,
  contacts: [mail, phone],
  rules: [
    { priority: 'high', contact: 'phone' },
    { priority: 'low', contact: 'mail' },
  ],
  testedAt: day(3),
}
const told = (over: Partial<PersonFacts>) =>
  personProblems({ ...complete, ...over }, now).map(({ code, contact: key }) => (key ? `${code} ${key}` : code))

test('who has two channels, rules for both urgencies and a test that got through is ready', () => {
  expect(personProblems(complete, now)).toEqual([])
  expect(isReady([])).toBe(true)
})

describe('not ready is who', () => {
  test.each([
    ['has no contact at all', { contacts: [] }, 'no_contact'],
    ['has proven none', { contacts: [contact('mail', { verified: false })] }, 'no_verified_contact'],
    ['has only what was switched off', { contacts: [contact('mail', { disabled: true })] }, 'contacts_disabled'],
    ['hangs on one channel, however many addresses', { contacts: [mail, contact('other')] }, 'one_channel'],
  ])('%s', (_, over, code) => {
    const found = personProblems({ ...complete, rules: [], ...over }, now)
    expect(found[0]).toMatchObject({ code, severity: 'error' })
    expect(isReady(found)).toBe(false)
  })
})

test('channels that all need the Internet are told, but do not make anybody unready', () => {
  const found = personProblems({ ...complete, contacts: [mail, device], rules: [] }, now)
  expect(found[0]).toEqual({ code: 'internet_only', severity: 'warning' })
  expect(isReady(found)).toBe(true)
})

test('an urgency without a rule is told, also a rule whose contact cannot be used', () => {
  expect(told({ rules: [{ priority: 'high', contact: 'phone' }] })).toEqual(['no_low_rule'])
  expect(told({ rules: [{ priority: 'low', contact: 'mail' }] })).toEqual(['no_high_rule'])
  expect(
    told({
      contacts: [mail, phone, contact('old', { verified: false })],
      rules: [...complete.rules, { priority: 'high', contact: 'old' }],
    }),
  ).toEqual(['rule_unusable old'])
})

test('the rule for all devices can be used as long as one of them lives; a dead one is told', () => {
  const rules = [...complete.rules, { priority: 'high' as const, contact: 'push' }]
  const dead = contact('device-2', { channel: 'push', disabled: true })
  expect(told({ rules, contacts: [mail, phone, device, dead] })).toEqual(['device_dead device-2'])
  expect(told({ rules, contacts: [mail, phone, dead] })).toEqual(['rule_unusable push', 'device_dead device-2'])
})

test('a test that never was, or is older than 90 days, is told', () => {
  expect(told({ testedAt: undefined })).toEqual(['not_tested'])
  expect(told({ testedAt: day(91) })).toEqual(['test_old'])
  expect(told({ testedAt: day(90) })).toEqual([])
})

test('who cannot sign in yet is told apart by the invitation', () => {
  expect(told({ canSignIn: false })).toEqual(['cannot_sign_in'])
  expect(told({ canSignIn: false, invitationEndsAt: now.add({ hours: 1 }) })).toEqual(['invitation_open'])
  expect(told({ canSignIn: false, invitationEndsAt: now })).toEqual(['invitation_expired'])
})

test('a device alone is a way to somebody; what is not verified or was switched off is none', () => {
  expect(isReachable([device])).toBe(true)
  expect(isReachable([contact('mail', { verified: false }), contact('hook', { disabled: true })])).toBe(false)
  expect(isReachable([])).toBe(false)
})
