import { expect, test } from 'vitest'
import type { Alert } from '../../api/types.ts'
import { between, itemsOf } from './items.ts'

const alert = (id: string, customer: string | null, members = 0) =>
  ({
    id,
    customer,
    customerName: customer && customer.toUpperCase(),
    group: members > 0 ? { role: 'lead', members } : null,
  }) as Alert
const shapes = (...args: Parameters<typeof itemsOf>) => itemsOf(...args).map((item) => item.id)

test('a heading stands where the group begins, also for what belongs to none', () => {
  const rows = [alert('1', 'acme'), alert('2', 'acme'), alert('3', null)]
  expect(shapes(rows, 'customer', new Set())).toEqual(['heading acme', '1', '2', 'heading ', '3'])
  expect(itemsOf(rows, 'customer', new Set())[0]).toMatchObject({ key: 'acme', name: 'ACME' })
  expect(shapes(rows, undefined, new Set())).toEqual(['1', '2', '3'])
})

test('the members of a lead stand below it while it is open, and only leads have some', () => {
  const rows = [alert('1', null, 3), alert('2', null)]
  expect(shapes(rows, undefined, new Set(['1', '2']))).toEqual(['1', 'members 1', '2'])
})

test('a range reaches from one row to the other in both directions, and is one row where the first is gone', () => {
  const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
  expect(between(rows, 'b', 'd')).toEqual(['b', 'c', 'd'])
  expect(between(rows, 'c', 'a')).toEqual(['a', 'b', 'c'])
  expect(between(rows, 'gone', 'c')).toEqual(['c'])
})
