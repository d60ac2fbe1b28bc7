import { expect, test } from 'vitest'
import { namesOf } from './names-of.ts'

const people = (amount: number) => Array.from({ length: amount }, (_, index) => ({ name: `P${index + 1}` }))

test('a few names are listed as people say them, of many the first ones', () => {
  expect(namesOf(people(3), 'en')).toBe('P1, P2, and P3')
  expect(namesOf(people(2), 'de')).toBe('P1 und P2')
  expect(namesOf(people(9), 'de')).toBe('P1, P2, P3, P4, P5, P6 …')
})
