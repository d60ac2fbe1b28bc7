import { describe, expect, test } from 'vitest'
import { places } from './navigation.ts'

const sources = import.meta.glob<string>(['../router.tsx', '../routes/*'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
const routes = Object.values(sources).join('')

function repeated<Value>(values: Value[]): Value[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

describe('the places of the console', () => {
  test('lead to views that exist', () => {
    expect(places.length).toBeGreaterThan(4)
    // The sections of the settings are written below their frame.
    const isThere = (to: string) =>
      [`path: '${to}'`, `'${to.replace('/settings/', '/')}',`].some((one) => routes.includes(one))
    expect(places.filter(({ to }) => !isThere(to))).toEqual([])
  })

  test('have letters of their own, and none that is more than one press', () => {
    const keys = places.flatMap((place) => place.keys ?? [])
    expect(repeated(keys)).toEqual([])
    expect(keys.filter((one) => !/^g [a-z]$/.test(one))).toEqual([])
  })

  test('leave one tab of a phone to one place', () => {
    expect(repeated(places.flatMap((place) => place.tab ?? []))).toEqual([])
  })
})
