import { expect, test } from 'vitest'
import { fromLocalInput, toLocalInput } from './local-input.ts'

const day = 86_400_000
/** Midnight UTC of the day of each change of clocks in 2026; Kolkata has none, but an offset of half an hour. */
const changes: [string, number][] = [
  ['Europe/Berlin', Date.UTC(2026, 2, 29)],
  ['Europe/Berlin', Date.UTC(2026, 9, 25)],
  ['America/New_York', Date.UTC(2026, 2, 8)],
  ['America/New_York', Date.UTC(2026, 10, 1)],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 5)],
  ['Australia/Lord_Howe', Date.UTC(2026, 9, 4)],
  ['Asia/Kolkata', Date.UTC(2026, 9, 4)],
]

test('what is typed is read in the zone of the viewer', () => {
  expect(fromLocalInput('2026-11-21T03:00', 'Europe/Berlin')).toBe('2026-11-21T02:00:00.000Z')
  expect(fromLocalInput('2026-07-21T03:00', 'Europe/Berlin')).toBe('2026-07-21T01:00:00.000Z')
  expect(fromLocalInput('', 'Europe/Berlin')).toBeUndefined()
})

test('every half hour around a change of clocks comes back as the same wall-clock time', () => {
  for (const [zone, change] of changes) {
    for (let at = change - day; at < change + 2 * day; at += 1_800_000) {
      const wall = toLocalInput(at, zone)
      expect(toLocalInput(Date.parse(fromLocalInput(wall, zone) ?? ''), zone)).toBe(wall)
    }
  }
})
