import { describe, expect, test } from 'vitest'
import { isQuietRepeat } from './quiet.ts'

const now = Temporal.Instant.from('2026-01-05T02:00:00Z')
const after = (seconds: number) => now.add({ seconds })
const ends = (seconds: number) => ({ expiresAt: after(seconds).toString() })

describe('a repeat with the same content', () => {
  test('is quiet when nothing but the count changes', () => {
    expect(isQuietRepeat({ priority: 'high' }, {}, 'high', now)).toBe(true)
    expect(isQuietRepeat({ priority: 'low' }, {}, 'low', now)).toBe(true)
  })

  test('is not quiet when it raises the priority, and quiet when it would lower it', () => {
    expect(isQuietRepeat({ priority: 'low' }, {}, 'high', now)).toBe(false)
    expect(isQuietRepeat({ priority: 'high' }, {}, 'low', now)).toBe(true)
  })

  test('is not quiet when it brings an end for the first time, or brings none any more', () => {
    expect(isQuietRepeat({ priority: 'high' }, ends(240), 'high', now)).toBe(false)
    expect(isQuietRepeat({ priority: 'high', expiresAt: after(240) }, {}, 'high', now)).toBe(false)
  })

  test.each([
    ['Prometheus a minute later', 180, 240, true],
    ['exactly half of the time is left', 120, 240, true],
    ['less than half of the time is left', 119, 240, false],
    ['the end is near', 5, 8, false],
    ['the end has passed', -1, 240, false],
    ['the sender draws the end near', 240, 5, false],
    ['the sender draws the end a little closer', 240, 230, true],
  ])('moves the end on in time: %s', (_, left, given, quiet) => {
    expect(isQuietRepeat({ priority: 'high', expiresAt: after(left) }, ends(given), 'high', now)).toBe(quiet)
  })
})
