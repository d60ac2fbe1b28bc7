import { expect, test } from 'vitest'
import { accented, folded, nameRank } from './name-order.ts'

test('names stand as people look for them: case and accents do not count, what has none is last', () => {
  const names = ['Zebra', 'ärzte Nord', 'Acme GmbH', 'acme', 'Öl & Gas', 'Nordlicht', null]
  const ranks = names.map((name) => ({ name, rank: nameRank(name && 'key', name) }))
  const sorted = ranks.toSorted((one, other) => (one.rank < other.rank ? -1 : 1)).map(({ name }) => name)
  expect(sorted).toEqual(['acme', 'Acme GmbH', 'ärzte Nord', 'Nordlicht', 'Öl & Gas', 'Zebra', null])
})

test('two of the same name are told apart by their key, so that their alerts do not mix', () => {
  expect(nameRank('a', 'Acme')).not.toBe(nameRank('b', 'Acme'))
})

test('every letter has its stand-in', () => {
  expect(folded).toHaveLength(accented.length)
})
