import { expect, test } from 'vitest'
import type { OnCallEntry } from '../api/types.ts'
import { dutyOf } from './duty.ts'

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
    next: 'Bob',
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
    next: null,
  })
})

test('a gap after the shift means that nobody follows, even if somebody comes later', () => {
  const gap = entry({ next: { user: bob, from: '2026-11-24T08:00:00Z', to: null } })
  expect(dutyOf([gap], 'ann')).toMatchObject({ kind: 'on', next: null })
})

test('who is off learns the start of the own next shift, the earliest of all schedules', () => {
  const later = entry({ user: ann, next: { user: bob, from: '2026-11-30T08:00:00Z', to: null } })
  expect(dutyOf([later, entry({})], 'bob')).toEqual({ kind: 'off', nextFrom: '2026-11-23T08:00:00Z' })
  expect(dutyOf([entry({})], 'cleo')).toEqual({ kind: 'off', nextFrom: null })
})
