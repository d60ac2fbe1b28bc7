import { useQuery } from '@tanstack/react-query'
import { useMay } from '../app/session.ts'
import { sourcesQuery } from '../sources/queries.ts'

/** The keys of the sources of a customer; undefined where nothing is to be narrowed, or may not be known. */
export function useSourcesOf(customer: string | undefined): ReadonlySet<string> | undefined {
  const mayRead = useMay('sources.read')
  const { data } = useQuery({ ...sourcesQuery, enabled: customer !== undefined && mayRead })
  if (customer === undefined || !data) return undefined
  return new Set(data.items.filter((source) => source.customer === customer).map(({ key }) => key))
}
