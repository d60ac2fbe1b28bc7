import { expect, test } from 'vitest'
import { findCircle } from './circle.ts'

const circle = (edges: Record<string, string[]>) => findCircle(new Map(Object.entries(edges)))

test.each([
  ['nothing', {}],
  ['a chain', { a: ['b'], b: ['c'], c: [] }],
  ['a diamond', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }],
  ['a name that leads nowhere', { a: ['gone'] }],
])('%s has no circle', (_, edges) => {
  expect(circle(edges)).toBeUndefined()
})

test.each([
  ['a service on itself', { a: ['a'] }, ['a', 'a']],
  ['two on each other', { a: ['b'], b: ['a'] }, ['a', 'b', 'a']],
  ['a circle behind a way in', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, ['b', 'c', 'd', 'b']],
  ['a circle that is found second', { a: ['b'], b: [], c: ['b', 'd'], d: ['c'] }, ['c', 'd', 'c']],
])('%s is told along its way', (_, edges, expected) => {
  expect(circle(edges)).toEqual(expected)
})

test('twenty thousand services in a row are looked through', () => {
  const edges = new Map(Array.from({ length: 20_000 }, (_, index) => [`s${index}`, [`s${index + 1}`]]))
  expect(findCircle(edges)).toBeUndefined()
  edges.set('s20000', ['s0'])
  expect(findCircle(edges)).toHaveLength(20_002)
})
