import { useNavigate, useSearch } from '@tanstack/react-router'

/** The part of the address that narrows every list to one customer. It survives going from place to place. */
export interface CustomerSearch {
  customer?: string | undefined
}

/** Reads it from an address; a key that is a number stays one in the address. */
export function readCustomerScope(search: Record<string, unknown>): CustomerSearch {
  const value = search['customer']
  const isKey = (typeof value === 'string' && value !== '') || typeof value === 'number'
  return isKey ? { customer: `${value}` } : {}
}

/**
 * The customer that everything is narrowed to, by key; undefined: all of them. Lists of what belongs to customers hand it
 * to the server, or filter by it.
 */
export function useCustomerScope(): { customer: string | undefined; setCustomer: (key: string | undefined) => void } {
  const customer = useSearch({ strict: false, select: (search: CustomerSearch) => search.customer })
  const navigate = useNavigate()
  return {
    customer,
    setCustomer: (key) => void navigate({ to: '.', search: (before: object) => ({ ...before, customer: key }) }),
  }
}
