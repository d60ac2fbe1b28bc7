import { describe, expect, test } from 'vitest'
import { disablesContact, maxTries, refusalsUntilDisabled, retryAt } from './retry.ts'

const now = Temporal.Instant.from('2026-01-05T03:07:00Z')
const waits = (asked?: number) =>
  Array.from({ length: maxTries }, (_, index) =>
    retryAt(index + 1, now, asked)
      ?.since(now)
      .total('seconds'),
  )

describe('trying again', () => {
  test('waits grow, and the last try is the last', () => {
    expect(waits()).toEqual([5, 15, 45, 135, 300, undefined])
  })

  test('a provider that asks for more time gets it, up to an hour', () => {
    expect(waits(60)).toEqual([60, 60, 60, 135, 300, undefined])
    expect(retryAt(1, now, 86_400)?.since(now).total('seconds')).toBe(3_600)
    expect(retryAt(1, now, 7.2)?.since(now).total('seconds')).toBe(8)
  })
})

describe('a contact that refuses', () => {
  const unknown = Array.from({ length: 5 }, () => 'address_unknown')

  test('is disabled after three unknown addresses in a row, not before', () => {
    expect(refusalsUntilDisabled).toBe(3)
    expect(disablesContact('address_unknown', unknown.slice(0, 1))).toBe(false)
    expect(disablesContact('address_unknown', unknown.slice(0, 2))).toBe(true)
  })

  test('is not disabled when a message arrived in between', () => {
    expect(disablesContact('address_unknown', ['address_unknown', null, 'address_unknown'])).toBe(false)
  })

  test('is not disabled for what is our own fault, such as a wrong password of the mail server', () => {
    expect(disablesContact('sign_in_refused', unknown)).toBe(false)
  })

  test('is disabled at once when its endpoint says that it is gone', () => {
    expect(disablesContact('endpoint_gone', [])).toBe(true)
  })
})
