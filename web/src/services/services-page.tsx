import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { rank } from '../app/fuzzy.ts'
import { useCustomerScope } from '../app/customer-scope.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { OpenCount, useOpenBy } from '../customers/open-count.tsx'
import { SearchBox } from '../setup/page-parts.tsx'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { CreateIcon, ServicesIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { CriticalityMark } from './criticality.tsx'
import { neighbours, sorted } from './graph.ts'
import { servicesQuery, type Service } from './queries.ts'

/** Where nothing stands on anything, there is no column for it. */
const columnsOf = (all: readonly Service[]) =>
  `md:grid md:items-center md:gap-x-4 ${
    all.some(({ dependsOn }) => dependsOn.length > 0)
      ? 'md:grid-cols-[minmax(0,1.4fr)_7rem_minmax(0,1fr)_minmax(0,1fr)_6.5rem]'
      : 'md:grid-cols-[minmax(0,1.4fr)_7rem_minmax(0,1fr)_0_6.5rem]'
  }`

export function ServicesPage() {
  const { t, language } = useText()
  const { q = '' } = useSearch({ from: '/console/services' })
  const { customer } = useCustomerScope()
  const { data, error, refetch, isPending } = useQuery(servicesQuery)
  const narrowed = data?.filter((service) => customer === undefined || service.customer === customer)
  const shown =
    narrowed && rank(q, sorted(narrowed, language), ({ name, key, customerName }) => [name, key, customerName ?? ''])
  return (
    <>
      <PageHeader title={t('services:title')} intro={t('services:intro')}>
        {data && data.length > 0 && <AddLink />}
      </PageHeader>
      {isPending && <SkeletonRows />}
      {error && !data && <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <EmptyState icon={ServicesIcon} title={t('services:empty.title')} text={t('services:empty.text')}>
          <AddLink />
        </EmptyState>
      )}
      {data && data.length > 8 && <Search />}
      {shown && shown.length > 0 && (
        <div
          aria-hidden
          className={`hidden border-b border-line px-6 py-1 text-small text-ink-faint ${columnsOf(data ?? [])}`}
        >
          {(['name', 'criticality', 'customer', 'dependencies', 'open'] as const).map((name) => (
            <span key={name} className={name === 'open' ? 'text-right' : 'truncate'}>
              {t(`services:column.${name}`)}
            </span>
          ))}
        </div>
      )}
      {shown && shown.length > 0 && <Rows services={shown} all={data ?? []} />}
      {shown?.length === 0 && data && data.length > 0 && (
        <EmptyState icon={ServicesIcon} title={t('setup:noneFits.title')} text={t('setup:noneFits.text')} />
      )}
    </>
  )
}

function AddLink() {
  const { t } = useText()
  if (!useMay('config.write')) return null
  return (
    <Link to="/services/new" className={buttonStyle({ look: 'primary' })}>
      <CreateIcon aria-hidden />
      {t('services:add')}
    </Link>
  )
}

function Search() {
  const { t } = useText()
  const { q = '' } = useSearch({ from: '/console/services' })
  const navigate = useNavigate()
  return (
    <div className="px-4 pb-3 md:px-6">
      <SearchBox
        label={t('services:search')}
        value={q}
        onChange={(text) =>
          void navigate({ to: '/services', search: (before) => ({ ...before, q: text || undefined }), replace: true })
        }
      />
    </div>
  )
}

function Rows({ services, all }: { services: readonly Service[]; all: readonly Service[] }) {
  const { t } = useText()
  return (
    <VirtualList label={t('services:title')} items={services} keyOf={({ key }) => key} estimate={36}>
      {(service) => <Row service={service} all={all} />}
    </VirtualList>
  )
}

function Row({ service, all }: { service: Service; all: readonly Service[] }) {
  const { t } = useText()
  const open = useOpenBy('service')
  const { standsOn, carries } = neighbours(all, service.key)
  return (
    <div
      className={`row-height relative border-b border-line px-4 hover:bg-hover max-md:py-2.5 md:px-6 ${columnsOf(all)}`}
    >
      <Link
        to="/services/$key"
        params={{ key: service.key }}
        className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        {service.name}
      </Link>
      <span className="max-md:mr-3">
        <CriticalityMark value={service.criticality} />
      </span>
      <span className="truncate text-ink-soft max-md:mr-3">{service.customerName}</span>
      <span className="truncate text-ink-soft">
        {[
          standsOn.length > 0 && t('services:standsOnCount', { count: standsOn.length }),
          carries.length > 0 && t('services:carriesCount', { count: carries.length }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className="relative block text-right max-md:text-left">
        <OpenCount counts={open} itemKey={service.key} search={{ service: service.key }} />
      </span>
    </div>
  )
}
