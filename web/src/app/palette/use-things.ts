import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { api } from '../../api/client.ts'
import { namesOf, namesStayMilliseconds } from '../../api/names.ts'
import type { Alert, Named, Page } from '../../api/types.ts'
import { AlertsIcon, CustomersIcon } from '../../ui/icons.ts'
import { useCustomerScope } from '../customer-scope.ts'
import { useCustomerChoice } from '../customer/recent-customers.ts'
import { useText } from '../i18n.ts'
import { topicKey } from '../query.ts'
import { useMay, useSession } from '../session.ts'
import type { GroupName, PaletteItem } from './items.ts'
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
export function useNamedThings(recent: readonly Recent[]): PaletteItem[] {
  const session = useSession()
  const go = useGo()
  const shown = kinds.filter(({ permission, path }) => session?.can[permission] && go.exists(path))
  const { customer } = useCustomerScope()
  const lists = useQueries({
    queries: shown.map(({ query }) => ({
      queryKey: query.queryKey,
      queryFn: query.queryFn as () => Promise<Named[]>,
      staleTime: namesStayMilliseconds,
    })),
  })
  return shown.flatMap(({ group, icon, path }, index) => {
    // What was chosen lately is known by name before the list is there.
    const names = lists[index]?.data ?? latelyOf(group, recent)
    const narrowed = names.filter((one) => isOf(one, customer))
    return narrowed.map(({ key, name }): PaletteItem => {
      const hint = key.toLowerCase() === name.toLowerCase() ? undefined : key
      return { id: `${group}.${key}`, group, label: name, hint, icon, run: go.to(path, key) }
    })
  })
}

/** What belongs to another customer is left out while everything is narrowed to one. */
const isOf = (one: Named & { customer?: unknown }, customer: string | undefined) =>
  customer === undefined || !one.customer || one.customer === customer

const latelyOf = (group: GroupName, recent: readonly Recent[]): Named[] =>
  recent.flatMap(({ id, label }) => {
    const key = id.slice(group.length + 1)
    return id.startsWith(`${group}.`) ? [{ key, name: label }] : []
  })

/** Narrowing everything to one customer, or to none. */
export function useScopeThings(): PaletteItem[] {
  const { t } = useText()
  const { customer, setCustomer } = useCustomerChoice()
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
const foundAtMost = 8

/** Alerts by number or words, open and resolved, as the server finds them; and those that were opened lately. */
export function useAlertThings(query: string, recent: readonly Recent[]): PaletteItem[] {
  const { t } = useText()
  const go = useGo()
  const mayRead = useMay('alerts.read')
  const { customer } = useCustomerScope()
  const asked = query.trim()
  const number = /^#?([1-9]\d{0,8})$/.exec(asked)?.[1]
  const { data, isPlaceholderData } = useQuery({
    queryKey: topicKey('alerts', 'palette', asked, number === undefined && customer),
    queryFn: () => {
      // A number is that of one alert, whoever's it is.
      const only = number === undefined ? customer : undefined
      return api.get<Page<Alert>>('/alerts', { query: { q: asked, status: 'all', limit: foundAtMost, customer: only } })
    },
    enabled: mayRead && (number !== undefined || asked.length >= typedAtLeast),
    placeholderData: keepPreviousData,
  })
  if (!mayRead) return []
  const row = (group: GroupName, id: string | number, label: string, hint?: string): PaletteItem => {
    const run = go.to('/alerts/$id', `${id}`)
    return { id: `alert.${id}`, group, label, hint, icon: AlertsIcon, run }
  }
  const named = (group: GroupName, { number: id, summary, customerName, sourceName }: Alert) =>
    row(group, id, `#${id} ${summary}`, customerName ?? sourceName)
  const answer = asked === '' ? [] : (data?.items ?? [])
  const opened = recent.filter(({ id }) => id.startsWith(alertPrefix))
  const rows = [
    ...opened.map(({ id, label, hint }) => row('alert', id.slice(alertPrefix.length), label, hint)),
    ...answer.map((alert) => named('found', alert)),
  ]
  if (number === undefined) return rows
  const wanted = answer.find((alert) => `${alert.number}` === number)
  if (wanted) return [named('number', wanted), ...rows]
  const isAnswered = data !== undefined && !isPlaceholderData
  const hint = t(isAnswered ? 'palette:noSuchAlert' : 'palette:looking')
  return [{ ...row('number', number, `#${number}`, hint), isOff: isAnswered }, ...rows]
}

const alertPrefix = 'alert.'
