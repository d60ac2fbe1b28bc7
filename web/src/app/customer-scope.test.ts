import { expect, test } from 'vitest'
import { readCustomerScope } from './customer-scope.ts'

test('an address names one customer by key, even where the key is a number', () => {
  expect(readCustomerScope({ customer: 'acme', status: 'all' })).toEqual({ customer: 'acme' })
  expect(readCustomerScope({ customer: 4711 })).toEqual({ customer: '4711' })
})

test('an address without a customer, or with something that is none, narrows nothing', () => {
  for (const customer of [undefined, '', null, ['acme'], true]) expect(readCustomerScope({ customer })).toEqual({})
})
