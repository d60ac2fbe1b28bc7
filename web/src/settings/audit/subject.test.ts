import { expect, test } from 'vitest'
import { nounByKind as nounsOfServer } from '../../../../contract/audit.ts'
import { nounByKind, partsOfSubject } from './subject.ts'

test('a subject of the address is a kind, or a thing of a kind; keys may hold colons', () => {
  expect(partsOfSubject('schedule')).toEqual({ kind: 'schedule', key: undefined })
  expect(partsOfSubject('source:a:b')).toEqual({ kind: 'source', key: 'a:b' })
})

test('what nobody can choose is left as it is', () => {
  expect(partsOfSubject('alert:12')).toBeUndefined()
  expect(partsOfSubject('constructor')).toBeUndefined()
  expect(partsOfSubject(undefined)).toBeUndefined()
})

test('the lists are those of the server', () => {
  expect(nounByKind).toMatchObject(nounsOfServer)
})
