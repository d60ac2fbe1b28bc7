import { describe, expect, test } from 'vitest'
import type { OnCallEntry } from '../api/types.ts'
import { dutyOf, stintOf, turnOf, waitFor } from './duty.ts'

const ann = { key: 'ann', name: 'Ann' }
const bob = { key: 'bob', name: 'Bob' }

function entry(values: Partial<OnCallEntry>): OnCallEntry {
  return {
    schedule: { key: 'primary', name: 'Primary', timezone: 'Europe/Berlin' },
    team: null,
    customer: null,
    user: ann,
    from: '2026-11-16T08:00:00Z',
    to: '2026-11-23T08:00:00Z',
    origin: 'layer',
    next: { user: bob, from: '2026-11-23T08:00:00Z', to: null },
    ...values,
  }
}

test('names the schedule, the end and who follows', () => {
  expect(dutyOf([entry({})], 'ann')).toEqual({
    kind: 'on',
    schedules: ['Primary'],
    until: '2026-11-23T08:00:00Z',
    follower: { kind: 'person', user: bob, from: '2026-11-23T08:00:00Z' },
  })
})

test('with several schedules the nearest end counts', () => {
  const other = entry({
    schedule: { key: 'night', name: 'Night', timezone: 'Europe/Berlin' },
    to: '2026-11-21T08:00:00Z',
    next: null,
  })
  expect(dutyOf([entry({}), other], 'ann')).toEqual({
    kind: 'on',
    schedules: ['Primary', 'Night'],
    until: '2026-11-21T08:00:00Z',
    follower: { kind: 'nobody', later: null },
  })
})

test('a gap after the shift means that nobody follows, and tells who comes later', () => {
  const from = '2026-11-24T08:00:00Z'
  const gap = entry({ next: { user: bob, from, to: null } })
  expect(stintOf(gap).follower).toEqual({ kind: 'nobody', later: { user: bob, from } })
})

test('who takes over from herself stays on call until the end of both shifts', () => {
  const own = entry({ next: { user: ann, from: '2026-11-23T08:00:00Z', to: '2026-11-30T08:00:00Z' } })
  expect(stintOf(own)).toEqual({ until: '2026-11-30T08:00:00Z', follower: { kind: 'unknown' } })
})

test('who is off learns the start of the own next shift, the earliest of all schedules', () => {
  const later = entry({ user: ann, next: { user: bob, from: '2026-11-30T08:00:00Z', to: null } })
  expect(dutyOf([later, entry({})], 'bob')).toEqual({ kind: 'off', nextFrom: '2026-11-23T08:00:00Z' })
  expect(dutyOf([entry({})], 'cleo')).toEqual({ kind: 'off', nextFrom: null })
})

test('who is off learns of a shift that lies behind those of others, but not of one that has begun', () => {
  const now = Date.parse('2026-11-20T00:00:00Z')
  const ahead = [{ from: '2026-11-16T08:00:00Z' }, { from: '2026-12-07T08:00:00Z' }]
  expect(dutyOf([entry({})], 'cleo', ahead, now)).toEqual({ kind: 'off', nextFrom: '2026-12-07T08:00:00Z' })
  expect(dutyOf([entry({})], 'bob', ahead, now)).toEqual({ kind: 'off', nextFrom: '2026-11-23T08:00:00Z' })
})

describe('the handover', () => {
  const at = '2026-11-23T08:00:00Z'
  const before = (milliseconds: number) => waitFor(at, Date.parse(at) - milliseconds)

  test('is when the present shift ends, and for who is off when the next one begins', () => {
    expect(turnOf({ kind: 'on', schedules: ['primary'], until: at, follower: { kind: 'unknown' } })).toBe(at)
    expect(turnOf({ kind: 'off', nextFrom: at })).toBe(at)
    expect(turnOf({ kind: 'off', nextFrom: null })).toBeNull()
  })

  test('is read right after the moment, by the clock of the server', () => {
    expect(before(60_000)).toBe(60_300)
    expect(before(24 * 3_600_000 - 300)).toBe(24 * 3_600_000)
  })

  test('that has just passed is read soon, not at once again and again; one that is days away not yet', () => {
    expect(before(-5_000)).toBe(1_000)
    expect(before(25 * 3_600_000)).toBeUndefined()
  })
})
