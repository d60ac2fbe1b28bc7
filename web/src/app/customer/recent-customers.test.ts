import { expect, test } from 'vitest'
import { latelyFirst, withCustomer } from './recent-customers.ts'

const customers = ['acme', 'birke', 'nordlicht', 'zeta'].map((key) => ({ key }))

test('customers that were chosen lately stand first, the newest before all; the others keep their order', () => {
  const keys = latelyFirst(customers, ['zeta', 'gone', 'birke']).map(({ key }) => key)
  expect(keys).toEqual(['zeta', 'birke', 'acme', 'nordlicht'])
})

test('a customer is remembered once, and not for ever', () => {
  expect(withCustomer(['acme', 'birke'], 'birke')).toEqual(['birke', 'acme'])
  expect(withCustomer(['1', '2', '3', '4', '5', '6'], '7')).toEqual(['7', '1', '2', '3', '4', '5'])
})
