import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { rank } from '../app/fuzzy.ts'
import { namesOf } from '../api/names.ts'
import { useCustomerScope } from '../app/customer-scope.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { SearchBox } from '../setup/page-parts.tsx'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { CreateIcon, CustomersIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { OpenCount, useOpenBy } from './open-count.tsx'
import { customersQuery, type Customer } from './queries.ts'
import { SupportNow } from './support-now.tsx'

const columns =
  'md:grid md:grid-cols-[minmax(0,1.4fr)_minmax(0,0.6fr)_minmax(0,1.2fr)_6rem_6rem] md:items-center md:gap-x-4'

export function CustomersPage() {
  const { t, language } = useText()
  const { q = '' } = useSearch({ from: '/console/customers' })
  const { data, error, refetch, isPending } = useQuery(customersQuery)
  const order = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  const { customer: only } = useCustomerScope()
  const inScope = data?.filter(({ key }) => only === undefined || key === only)
  const sorted = inScope?.sort((one, other) => order.compare(one.name, other.name))
  const shown = sorted && rank(q, sorted, ({ name, key, tier }) => [name, key, tier ?? ''])
  return (
    <>
      <PageHeader title={t('customers:title')} intro={t('customers:intro')}>
        {data && data.length > 0 && <AddLink />}
      </PageHeader>
      {isPending && <SkeletonRows />}
      {error && !data && <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <EmptyState icon={CustomersIcon} title={t('customers:empty.title')} text={t('customers:empty.text')}>
          <AddLink />
        </EmptyState>
      )}
      {data && data.length > 8 && <Search />}
      {shown && shown.length > 0 && (
        <div aria-hidden className={`hidden border-b border-line px-6 py-1 text-small text-ink-faint ${columns}`}>
          {(['name', 'tier', 'support', 'services', 'open'] as const).map((name) => (
            <span key={name} className={name === 'open' || name === 'services' ? 'text-right' : ''}>
              {t(`customers:column.${name}`)}
            </span>
          ))}
        </div>
      )}
      {shown && shown.length > 0 && <Rows customers={shown} />}
      {shown?.length === 0 && data && data.length > 0 && (
        <EmptyState icon={CustomersIcon} title={t('setup:noneFits.title')} text={t('setup:noneFits.text')} />
      )}
    </>
  )
}

function AddLink() {
  const { t } = useText()
  if (!useMay('config.write')) return null
  return (
    <Link to="/customers/new" className={buttonStyle({ look: 'primary' })}>
      <CreateIcon aria-hidden />
      {t('customers:add')}
    </Link>
  )
}

function Search() {
  const { t } = useText()
  const { q = '' } = useSearch({ from: '/console/customers' })
  const navigate = useNavigate()
  return (
    <div className="px-4 pb-3 md:px-6">
      <SearchBox
        label={t('customers:search')}
        value={q}
        onChange={(text) =>
          void navigate({ to: '/customers', search: (before) => ({ ...before, q: text || undefined }), replace: true })
        }
      />
    </div>
  )
}

function Rows({ customers }: { customers: readonly Customer[] }) {
  const { t } = useText()
  const { data: services = [] } = useQuery(namesOf.services)
  const open = useOpenBy('customer')
  const countByKey = new Map<string, number>()
  for (const { customer } of services) if (customer) countByKey.set(customer, (countByKey.get(customer) ?? 0) + 1)
  return (
    <VirtualList label={t('customers:title')} items={customers} keyOf={({ key }) => key} estimate={36}>
      {(customer) => {
        const count = countByKey.get(customer.key) ?? 0
        return (
          <div
            className={`row-height relative border-b border-line px-4 hover:bg-hover max-md:py-2.5 md:px-6 ${columns}`}
          >
            <Link to="/customers/$key" params={{ key: customer.key }} className={rowTarget}>
              {customer.name}
            </Link>
            <span className="text-ink-soft max-md:mr-3">{customer.tier}</span>
            <SupportNow hours={customer.supportHours} />
            <span className="text-right text-ink-soft max-md:ml-3">
              {count > 0 && t('customers:serviceCount', { count })}
            </span>
            <span className="relative block text-right max-md:text-left">
              <OpenCount counts={open} itemKey={customer.key} search={{ customer: customer.key }} />
            </span>
          </div>
        )
      }}
    </VirtualList>
  )
}

/** The whole row leads to the page of the thing. */
const rowTarget =
  'block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent'
