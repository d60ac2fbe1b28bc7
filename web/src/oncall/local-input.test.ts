import { expect, test } from 'vitest'
import { fromLocalInput, toLocalInput } from './local-input.ts'

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC']

test('what is typed is read in the zone of the viewer', () => {
  expect(fromLocalInput('2026-11-21T03:00', 'Europe/Berlin')).toBe('2026-11-21T02:00:00.000Z')
  expect(fromLocalInput('2026-07-21T03:00', 'Europe/Berlin')).toBe('2026-07-21T01:00:00.000Z')
  expect(fromLocalInput('', 'Europe/Berlin')).toBeUndefined()
})

test('every half hour around the clock changes of a year comes back as the same wall-clock time', () => {
  for (const zone of zones) {
    for (const month of [2, 3, 9, 10]) {
      for (let at = Date.UTC(2026, month, 1); at < Date.UTC(2026, month + 1, 1); at += 1_800_000) {
        const wall = toLocalInput(at, zone)
        expect(toLocalInput(Date.parse(fromLocalInput(wall, zone) ?? ''), zone)).toBe(wall)
      }
    }
  }
})
