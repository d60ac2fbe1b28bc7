import { expect, test } from 'vitest'
import { askedOf, narrowingOf, readFilters } from './filters.ts'

test('reads what is known from an address and leaves out the rest', () => {
  const search = { status: 'all', held: true, q: 4711, sort: 'sideways', by: 'service', from: 'soon', colour: 'red' }
  expect(readFilters(search)).toEqual({ status: 'all', held: 'true', q: '4711', by: 'service' })
})

test('what belongs to another alert is asked for only where something is looked for or is over', () => {
  expect(askedOf({})).toEqual({ status: 'open', sort: undefined, group: 'leads' })
  expect(askedOf({ held: 'false' }).group).toBe('leads')
  expect(askedOf({ held: 'true' }).group).toBeUndefined()
  expect(askedOf({ q: 'erp' }).group).toBeUndefined()
  expect(askedOf({ status: 'resolved' }).group).toBeUndefined()
})

test('grouping is asked for as the order; the numbers of the tabs go by what narrows alone', () => {
  expect(askedOf({ by: 'customer', sort: 'oldest', priority: 'high' })).toEqual({
    status: 'open',
    sort: 'customer',
    priority: 'high',
    group: 'leads',
  })
  expect(narrowingOf({ by: 'customer', sort: 'oldest', status: 'all', held: 'true', customer: 'acme' })).toEqual({
    customer: 'acme',
  })
})
