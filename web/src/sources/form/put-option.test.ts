import { expect, test } from 'vitest'
import { faultIn, withOption } from './put-option.ts'

test('an option that is emptied is left out, and without any there are none', () => {
  const options: { a?: string; b?: string } = { a: '1', b: '2' }
  expect(withOption(options, { a: undefined })).toEqual({ b: '2' })
  expect(withOption({ a: '1' } as { a?: string }, { a: undefined })).toBe(undefined)
})

test('a fault belongs to its place and to what surrounds it, and to nothing that only begins alike', () => {
  const faults = { 'email.rules.1.subject.matches': 'no pattern' }
  expect(faultIn(faults, 'email.rules.1.subject')).toBe('no pattern')
  expect(faultIn(faults, 'email.rules.1')).toBe('no pattern')
  expect(faultIn(faults, 'email.rules.1.sub')).toBe(undefined)
})
