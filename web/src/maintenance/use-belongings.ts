import { useQuery } from '@tanstack/react-query'
import { namesOf } from '../api/names.ts'
import { useCustomerScope } from '../app/customer-scope.ts'
import { useSourcesOf } from '../heartbeats/use-sources-of.ts'
import type { Belongings } from './list-view.ts'

const none: ReadonlySet<string> = new Set()

/** What belongs to the customer that everything is narrowed to; undefined where nothing is narrowed. */
export function useBelongings(): Belongings | undefined {
  const { customer } = useCustomerScope()
  const belongings = useBelongingsOf(customer ?? '')
  return customer === undefined ? undefined : belongings
}

export function useBelongingsOf(customer: string): Belongings {
  const sources = useSourcesOf(customer || undefined) ?? none
  const { data: services = [] } = useQuery({ ...namesOf.services, enabled: customer !== '' })
  const own = services.filter((service) => service.customer === customer)
  return { customer, sources, services: new Set(own.map(({ key }) => key)) }
}
