import { expect, test } from 'vitest'
import { findingsOf, isWell } from './findings.ts'
import type { NodeState, WatchedNode } from './findings.ts'

const now = Temporal.Instant.from('2026-01-05T02:00:00Z')
const ago = (seconds: number) => now.subtract({ seconds })
const well: NodeState = { skewMs: 0, loops: [], failingProviders: [], sent: 0, failed: 0, disk: null }
const node = (state: Partial<NodeState> = {}, seenSecondsAgo = 5): WatchedNode => ({
  id: 'n1',
  name: 'one:3000',
  seenAt: ago(seenSecondsAgo),
  state: { ...well, ...state },
})
const loop = (name: string, secondsLate?: number) => ({
  name,
  oldestAt: secondsLate === undefined ? undefined : ago(secondsLate),
})
const kinds = (...of: Parameters<typeof findingsOf>) => findingsOf(...of).map((one) => one.kind)

test('nothing is wrong when nothing is overdue by more than a minute and the nodes are there', () => {
  expect(findingsOf([loop('escalations', 60), loop('holds'), loop('deliveries', -30)], [node()], now)).toEqual([])
})

test('however many loops are late, it is one finding that names the latest', () => {
  expect(findingsOf([loop('escalations', 61), loop('deliveries', 200)], [node()], now)).toEqual([
    { key: 'overdue', kind: 'overdue', values: { loop: 'deliveries', seconds: 200 } },
  ])
})

test('a node that was not seen for a minute has gone silent, and what it told before counts no more', () => {
  expect(kinds([], [node({ skewMs: 60_000 }, 60)], now)).toEqual(['node'])
  expect(kinds([], [node({}, 59)], now)).toEqual([])
})

test('a clock is wrong from five seconds on, in either direction', () => {
  expect(kinds([], [node({ skewMs: -5_000 })], now)).toEqual(['clock'])
  expect(kinds([], [node({ skewMs: 4_999 })], now)).toEqual([])
})

test('a disk is nearly full below five percent, and below one gigabyte on a large one', () => {
  const disk = (freeBytes: number, totalBytes: number) => kinds([], [node({ disk: { freeBytes, totalBytes } })], now)
  expect(disk(4e8, 1e10)).toEqual(['disk'])
  expect(disk(6e8, 1e10)).toEqual([])
  expect(disk(2e9, 1e12)).toEqual([])
  expect(disk(1e9, 1e12)).toEqual(['disk'])
})

test('a loop is ill when it failed twice over ten minutes; what deletes old events is another matter', () => {
  const failing = (name: string, seconds: number, failures: number) => ({
    name,
    lastRunAt: null,
    failingSince: ago(seconds).toString(),
    failures,
    error: 'x',
  })
  const found = (...loops: ReturnType<typeof failing>[]) => kinds([], [node({ loops })], now)
  expect(found(failing('holds', 600, 2))).toEqual(['loop'])
  expect(found(failing('event-retention', 600, 2))).toEqual(['retention'])
  expect(found(failing('holds', 599, 9), failing('escalations', 900, 1))).toEqual([])
})

test('a provider that fails for ten minutes, or refuses the sign-in at once, concerns its organization alone', () => {
  const provider = (seconds: number, tries: number, reason = 'timeout') =>
    findingsOf(
      [],
      [node({ failingProviders: [{ orgId: 'o', provider: 'smtp', since: ago(seconds).toString(), tries, reason }] })],
      now,
    )
  expect(provider(600, 3)).toMatchObject([{ kind: 'provider', orgId: 'o' }])
  expect(provider(599, 3)).toEqual([])
  expect(provider(600, 2)).toEqual([])
  expect(provider(0, 1, 'sign_in_refused')).toMatchObject([{ kind: 'signIn', orgId: 'o' }])
})

test('the outward heartbeat is silent from half a minute of lateness on, and when every message fails', () => {
  expect(isWell([loop('escalations', 30)], [node()], now)).toBe(true)
  expect(isWell([loop('escalations', 31)], [node()], now)).toBe(false)
  expect(isWell([], [node({ failed: 3 })], now)).toBe(false)
  expect(isWell([], [node({ failed: 2 })], now)).toBe(true)
  expect(isWell([], [node({ failed: 30, sent: 1 })], now)).toBe(true)
})
