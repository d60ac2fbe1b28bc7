import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { api } from '../../api/client.ts'
import { namesOf, namesStayMilliseconds } from '../../api/names.ts'
import type { Alert, Named, Page } from '../../api/types.ts'
import { AlertsIcon, CustomersIcon } from '../../ui/icons.ts'
import { useCustomerScope } from '../customer-scope.ts'
import { useText } from '../i18n.ts'
import { topicKey } from '../query.ts'
import { useMay, useSession } from '../session.ts'
import type { PaletteItem } from './items.ts'
import { kinds } from './kinds.ts'
import type { Recent } from './recent.ts'

/** Goes to the view of a thing, whose path is known only at run time. */
function useGo() {
  const router = useRouter()
  return {
    exists: (path: string) => path in router.routesByPath,
    to: (path: string, key: string) => () =>
      void router.navigate({ to: path as '/sources/$key', params: { key, id: key } as { key: string } }),
  }
}

/** Everything that has a name. The lists stay for long: the second opening has them at once. */
export function useNamedThings(): PaletteItem[] {
  const session = useSession()
  const go = useGo()
  const shown = kinds.filter(({ permission, path }) => session?.can[permission] && go.exists(path))
  const lists = useQueries({
    queries: shown.map(({ query }) => ({
      queryKey: query.queryKey,
      queryFn: query.queryFn as () => Promise<Named[]>,
      staleTime: namesStayMilliseconds,
    })),
  })
  return shown.flatMap(({ group, icon, path }, index) =>
    (lists[index]?.data ?? []).map(({ key, name }): PaletteItem => {
      const hint = key.toLowerCase() === name.toLowerCase() ? undefined : key
      return { id: `${group}.${key}`, group, label: name, hint, icon, run: go.to(path, key) }
    }),
  )
}

/** Narrowing everything to one customer, or to none. */
export function useScopeThings(): PaletteItem[] {
  const { t } = useText()
  const { customer, setCustomer } = useCustomerScope()
  const { data = [] } = useQuery({ ...namesOf.customers, enabled: useMay('alerts.read') })
  const only = data
    .filter(({ key }) => key !== customer)
    .map(({ key, name }): PaletteItem => ({
      id: `scope.${key}`,
      group: 'scope',
      label: t('palette:onlyCustomer', { name }),
      icon: CustomersIcon,
      run: () => setCustomer(key),
    }))
  if (customer === undefined) return only
  const all = { id: 'scope', group: 'action', label: t('shell:customer.all'), icon: CustomersIcon } as const
  return [{ ...all, run: () => setCustomer(undefined) }, ...only]
}

const typedAtLeast = 2

/** Alerts by number or words, open and resolved, as the server finds them; and those that were opened lately. */
export function useAlertThings(query: string, recent: readonly Recent[]): PaletteItem[] {
  const go = useGo()
  const asked = query.trim()
  const isNumber = /^#?\d+$/.test(asked)
  const { data } = useQuery({
    queryKey: topicKey('alerts', 'palette', asked),
    queryFn: () => api.get<Page<Alert>>('/alerts', { query: { q: asked, status: 'all', limit: 8 } }),
    enabled: useMay('alerts.read') && (isNumber || asked.length >= typedAtLeast),
    placeholderData: keepPreviousData,
  })
  const found = (asked === '' ? [] : (data?.items ?? [])).map((alert): PaletteItem => ({
    id: `alert.${alert.number}`,
    group: 'alert',
    label: `#${alert.number} ${alert.summary}`,
    hint: alert.customerName ?? alert.sourceName,
    icon: AlertsIcon,
    run: go.to('/alerts/$id', `${alert.number}`),
    isFound: true,
  }))
  const known = new Set(found.map(({ id }) => id))
  const opened = recent.filter(({ id }) => id.startsWith('alert.') && !known.has(id))
  return [
    ...found,
    ...opened.map(({ id, label, hint }): PaletteItem => {
      return { id, group: 'alert', label, hint, icon: AlertsIcon, run: go.to('/alerts/$id', id.slice('alert.'.length)) }
    }),
  ]
}
