import { expect, test } from 'vitest'
import { createLanes } from './lanes.ts'

const places = { lane: 'webhook', provider: { inFlight: 64, perDestination: 8 } }
const claim = (contactId: string) => ({
  orgId: 'o',
  id: 'd',
  tries: 1,
  leaseUntil: Temporal.Instant.from('2026-01-05T02:00:00Z'),
  kind: 'page' as const,
  provider: 'webhook',
  contactId,
})

/** Lanes with a clock of their own, and messages that end when they are told to. */
function world() {
  let nowMs = 0
  const lanes = createLanes(() => nowMs)
  const ends: (() => void)[] = []
  return {
    lanes,
    begin: (contactId: string) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      lanes.add(places, claim(contactId), promise, () => undefined)
      ends.push(resolve)
    },
    async endOne(afterMs: number) {
      nowMs += afterMs
      ends.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    },
    free: () => lanes.freeByContact(places)?.get('a'),
  }
}

test('a destination has eight messages on their way, and more with each quick answer', async () => {
  const { begin, endOne, free } = world()
  for (let number = 0; number < 8; number += 1) begin('a')
  expect(free()).toBe(0)
  await endOne(20)
  expect(free()).toBe(2)
  for (let number = 0; number < 200; number += 1) {
    begin('a')
    await endOne(0)
  }
  // Never all of the lane: 48 of 64, of which 7 are on their way.
  expect(free()).toBe(48 - 7)
})

test('a destination that becomes slow has the least again', async () => {
  const { begin, endOne, free } = world()
  for (let number = 0; number < 8; number += 1) begin('a')
  await endOne(10)
  await endOne(10)
  expect(free()).toBe(10 - 6)
  await endOne(5_000)
  expect(free()).toBe(8 - 5)
})

test('a full destination makes the loop wait for a place instead of spinning', () => {
  const { lanes, begin } = world()
  for (let number = 0; number < 8; number += 1) begin('a')
  lanes.freeByContact(places)
  expect(lanes.full).toBe(true)
})

test('where no destination has a share of its own, none is told', () => {
  expect(createLanes().freeByContact({ lane: 'smtp', provider: { inFlight: 10 } })).toBeUndefined()
})

test('places that one turn holds are nobody else’s until they are given back, and count once when messages take them', () => {
  const lanes = createLanes()
  const mail = { lane: 'smtp', provider: { inFlight: 10 } }
  const first = lanes.hold(mail, 200)
  expect([first.places, lanes.full]).toEqual([10, false])
  expect([lanes.hold(mail, 200).places, lanes.full]).toEqual([0, true])
  first.keep(3)
  const second = lanes.hold(mail, 4)
  expect(second.places).toBe(4)
  for (let number = 0; number < 3; number += 1) lanes.add(mail, claim('a'), new Promise(() => {}), () => undefined)
  first.keep(0)
  second.keep(0)
  expect(lanes.hold(mail, 200).places).toBe(7)
})
