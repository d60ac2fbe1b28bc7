import { describe, expect, test } from 'vitest'
import { initialsOf, tonesOf } from './tones.ts'

const people = ['ann', 'bob', 'cleo', 'dora', 'eva', 'finn', 'greta', 'hugo']

describe('the tones of people', () => {
  test('differ for up to eight people, and do not depend on the order', () => {
    const tone = tonesOf(people)
    expect(new Set(people.map(tone)).size).toBe(8)
    const other = tonesOf(people.toReversed())
    expect(people.map(other)).toEqual(people.map(tone))
    for (const key of people) expect(tone(key)).toBeGreaterThanOrEqual(1)
  })

  test('are one of the eight for the ninth as well, and for somebody unknown', () => {
    const tone = tonesOf([...people, 'ida', 'jo'])
    expect([tone('ida'), tone('nobody')].every((one) => one >= 1 && one <= 8)).toBe(true)
  })
})

test.each([
  ['Ann Beispiel', 'AB'],
  ['Cleo', 'CL'],
  ['Jörg von der Aue', 'JA'],
  ['Z', 'Z'],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
