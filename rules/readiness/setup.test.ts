import { expect, test } from 'vitest'
import type { SetupFacts } from './setup.ts'
import { setupProblems } from './setup.ts'

const at = (text: string) => Temporal.Instant.from(text)
const named = (key: string) => ({ key, name: key.toUpperCase() })

const well: SetupFacts = {
  demo: false,
  channels: [
    { channel: 'email', simulated: false, contacts: 2 },
    { channel: 'sms', simulated: true, contacts: 0 },
  ],
  sources: [{ ...named('prometheus'), enabled: true, hasEvent: true }],
  heartbeats: [{ ...named('backup'), hasPing: true }],
  policies: [{ ...named('default'), steps: 2, empty: [] }],
  schedules: [{ ...named('primary'), gaps: [] }],
  formerKeys: [],
  services: [{ ...named('erp'), hasSource: true }],
  findsServices: false,
  fallback: { key: 'ann', name: 'Ann', reachable: true },
  notReady: 0,
}
const told = (over: Partial<SetupFacts>) =>
  setupProblems({ ...well, ...over }).map(({ code, severity, subject, step, count, channel }) =>
    [severity, code, subject?.key, step, channel, count].filter((part) => part !== undefined).join(' '),
  )

test('a set-up in which everything works has no problem', () => {
  expect(told({})).toEqual([])
})

test('without a policy or a source nobody is ever paged', () => {
  expect(told({ policies: [], sources: [] })).toEqual(['error no_policy', 'error no_source'])
})

test('a policy behind which nobody stands is worse than one with an empty step', () => {
  const policies = [
    { ...named('night'), steps: 3, empty: [2] },
    { ...named('day'), steps: 2, empty: [1, 2] },
  ]
  expect(told({ policies })).toEqual(['error policy_reaches_nobody day', 'warning step_reaches_nobody night 2'])
})

test('mails that only the sandbox sees are told always, other channels when somebody counts on them; never in the demo', () => {
  const channels = [
    { channel: 'email' as const, simulated: true, contacts: 0 },
    { channel: 'sms' as const, simulated: true, contacts: 3 },
    { channel: 'voice' as const, simulated: true, contacts: 0 },
    { channel: 'push' as const, simulated: false, contacts: 3 },
  ]
  expect(told({ channels })).toEqual(['error channel_simulated email 0', 'error channel_simulated sms 3'])
  expect(told({ channels, demo: true })).toEqual([])
})

test('a schedule with gaps is one problem, with the first of them and how many there are', () => {
  const gaps = [
    { from: at('2026-11-22T18:00:00Z'), to: at('2026-11-22T22:00:00Z') },
    { from: at('2026-11-29T18:00:00Z'), to: at('2026-11-29T22:00:00Z') },
  ]
  const [problem] = setupProblems({ ...well, schedules: [{ ...named('primary'), gaps }] })
  expect(problem).toMatchObject({ code: 'schedule_gap', count: 2, from: gaps[0]!.from, to: gaps[0]!.to })
})

test('a source or heartbeat that never reported is told, unless the source is switched off', () => {
  const sources = [
    { ...named('new'), enabled: true, hasEvent: false },
    { ...named('off'), enabled: false, hasEvent: false },
  ]
  expect(told({ sources, heartbeats: [{ ...named('job'), hasPing: false }] })).toEqual([
    'warning source_silent new',
    'warning heartbeat_silent job',
  ])
})

test('a service that no source names is told, unless rules find services by themselves', () => {
  const services = [{ ...named('mail'), hasSource: false }]
  expect(told({ services })).toEqual(['warning service_unwatched mail'])
  expect(told({ services, findsServices: true })).toEqual([])
})

test('a fallback whom nothing reaches is worse than none: it looks as if somebody stood there', () => {
  expect(told({ fallback: { key: 'ann', name: 'Ann', reachable: false } })).toEqual(['error fallback_unreachable ann'])
})

test('people who are not ready and a missing fallback are told', () => {
  expect(told({ notReady: 2, fallback: undefined })).toEqual(['warning people_not_ready 2', 'warning fallback_missing'])
})

test('a former key that was refused is worse than one that ends while it is in use; one that nobody uses is nothing', () => {
  const key = { noun: 'sources' as const, refused: 0, used: 0, endsAt: at('2026-11-23T18:00:00Z') }
  const formerKeys = [
    { ...key, ...named('ending'), used: 3 },
    { ...key, ...named('unused') },
    { ...key, ...named('refused'), refused: 2 },
  ]
  expect(told({ formerKeys })).toEqual(['error former_key_refused refused 2', 'warning former_key_ends ending 3'])
})
