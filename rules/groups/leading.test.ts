import { expect, test } from 'vitest'
import { nextLead } from './leading.ts'
import type { Successor } from './leading.ts'

const member = (number: number, status: Successor['status'], waits = false): Successor => ({ number, status, waits })

test('the oldest that waited leads, before an older one that somebody has acknowledged', () => {
  const members = [member(4, 'triggered', true), member(2, 'acknowledged'), member(3, 'triggered', true)]
  expect(nextLead(members)?.number).toBe(3)
})

test('without one that waits the oldest acknowledged leads, then what something else holds', () => {
  expect(nextLead([member(2, 'triggered'), member(5, 'acknowledged'), member(4, 'acknowledged')])?.number).toBe(4)
  expect(nextLead([member(1, 'resolved'), member(6, 'triggered'), member(2, 'triggered')])?.number).toBe(2)
})

test('what is resolved leads nobody', () => {
  expect(nextLead([member(1, 'resolved', true)])).toBeUndefined()
  expect(nextLead([])).toBeUndefined()
})
