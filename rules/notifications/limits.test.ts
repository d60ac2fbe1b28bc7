import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contactFreeAt, limitsOf, organizationFreeAt } from './limits.ts'
import type { Limits } from './limits.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
const at = (seconds: number) => start.add({ seconds })
const sms = limitsOf('sms', {})!
const voice = limitsOf('voice', {})!

/** The instants, in seconds, at which messages go when one is always waiting. */
function flood(limits: Limits, seconds: number, first = false): number[] {
  const sent: Temporal.Instant[] = []
  for (let second = 0; second < seconds; second += 1) {
    while (Temporal.Instant.compare(contactFreeAt(limits, sent, at(second), first), at(second)) <= 0)
      sent.push(at(second))
  }
  return sent.map((one) => one.since(start).total('seconds'))
}

describe('what a contact can bear', () => {
  test('SMS: two at once, up to half the limit with a pause for others to join, the rest spread', () => {
    expect(flood(sms, 600)).toEqual([0, 0, 15, 30, 45, 105, 165, 225, 285, 345])
  })

  test('calls: one at once, six in ten minutes', () => {
    expect(flood(voice, 600)).toEqual([0, 30, 60, 160, 260, 360])
  })

  test('the call for another alert waits as long as the first one rings, and no longer while half the limit is free', () => {
    expect(contactFreeAt(voice, [at(0)], at(10), false)).toEqual(at(30))
    expect(contactFreeAt(voice, [at(0)], at(30), false)).toEqual(at(30))
    expect(contactFreeAt(voice, [at(0), at(30)], at(31), false)).toEqual(at(60))
    expect(contactFreeAt(voice, [at(0)], at(10), true)).toEqual(at(10))
  })

  test('one alert that repeats each minute is never held back by the pauses, three calls not by the limit', () => {
    const minutes = (count: number) => Array.from({ length: count }, (_, minute) => at(minute * 60))
    for (const limits of [sms, voice]) {
      for (const count of [1, 2]) {
        expect(contactFreeAt(limits, minutes(count), at(count * 60), false)).toEqual(at(count * 60))
      }
    }
    for (let count = 1; count < 10; count += 1) {
      expect(contactFreeAt(sms, minutes(count), at(count * 60), false)).toEqual(at(count * 60))
    }
  })

  test('the first page of a service does not wait while half the limit is free, and passes it by half: the hard cap', () => {
    expect(contactFreeAt(sms, [at(0), at(0), at(1)], at(2), true)).toEqual(at(2))
    const many = Array.from({ length: 10 }, (_, index) => at(index * 20))
    expect(contactFreeAt(sms, many, at(200), false)).toEqual(at(600))
    expect(contactFreeAt(sms, many, at(200), true)).toEqual(at(200))
    expect(flood(sms, 600, true)).toHaveLength(15)
    expect(flood(voice, 600, true)).toHaveLength(9)
  })

  test('what first pages had beyond the limit counts: the others wait until there is room below it', () => {
    const fifteen = Array.from({ length: 15 }, (_, index) => at(index * 10))
    expect(contactFreeAt(sms, fifteen, at(200), false)).toEqual(at(50 + 600))
    const ninety = Array.from({ length: 90 }, (_, index) => at(Math.floor(index / 10)))
    expect(organizationFreeAt(sms, ninety, at(10), false)).toEqual(at(3 + 60))
  })

  test('what is ten minutes old counts no more', () => {
    expect(contactFreeAt(sms, [at(0), at(590)], at(600), false)).toEqual(at(600))
    expect(contactFreeAt(sms, [at(1), at(590)], at(600), false)).toEqual(at(605))
  })

  test('in no ten minutes are there more messages than the limit, whenever they are asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 200 }),
        (contact, waits) => {
          const limits = { ...sms, contact }
          const sent: Temporal.Instant[] = []
          let now = 0
          for (const wait of waits) {
            now += wait
            const free = contactFreeAt(limits, sent, at(now), false)
            now = free.since(start).total('seconds')
            sent.push(at(now))
          }
          return sent.every((one) => {
            const since = one.subtract({ seconds: 600 })
            const inWindow = sent.filter(
              (other) => Temporal.Instant.compare(other, since) > 0 && Temporal.Instant.compare(other, one) <= 0,
            )
            return inWindow.length <= contact
          })
        },
      ),
      { numRuns: 100 },
    )
  })

  test('a limit of one is one message in ten minutes', () => {
    expect(flood({ ...sms, contact: 1 }, 1_201)).toEqual([0, 600, 1_200])
  })
})

describe('what the provider’s account can bear', () => {
  const minute = Array.from({ length: 60 }, () => at(0))

  test('the organization waits until a message of the last minute is a minute old', () => {
    expect(organizationFreeAt(sms, minute.slice(1), at(10), false)).toEqual(at(10))
    expect(organizationFreeAt(sms, minute, at(10), false)).toEqual(at(60))
  })

  test('first pages of a service have half as much again', () => {
    expect(organizationFreeAt(sms, minute, at(10), true)).toEqual(at(10))
    expect(organizationFreeAt(sms, [...minute, ...minute.slice(0, 30)], at(10), true)).toEqual(at(60))
  })
})

describe('which limits hold', () => {
  test('webhooks have none until the organization sets some', () => {
    expect(limitsOf('webhook', {})).toBeUndefined()
    expect(limitsOf('webhook', { webhook: { contact: 20 } })).toMatchObject({ contact: 20, organization: undefined })
  })

  test('what the organization sets takes the place of the default, the rest stays', () => {
    expect(limitsOf('sms', { sms: { contact: 4 } })).toMatchObject({ contact: 4, organization: 60 })
  })

  test('without a limit for contacts a message may always go', () => {
    expect(contactFreeAt({ ...sms, contact: undefined }, [at(0)], at(0), false)).toEqual(at(0))
  })
})
