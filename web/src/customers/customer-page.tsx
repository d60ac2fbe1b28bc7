import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { namesOf } from '../api/names.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { heartbeatsQuery } from '../heartbeats/queries.ts'
import { HeartbeatState } from '../heartbeats/state.tsx'
import { byState } from '../maintenance/list-view.ts'
import { useBelongingsOf } from '../maintenance/use-belongings.ts'
import { windowsQuery } from '../maintenance/queries.ts'
import { useTimesText } from '../maintenance/words.ts'
import { BackLink, Pending, type Target } from '../setup/page-parts.tsx'
import { sourcesQuery } from '../sources/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Fact, FactList } from '../ui/fact-list.tsx'
import { CustomersIcon } from '../ui/icons.ts'
import { HistoryLink } from '../setup/history-link.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { CustomerSettings } from './customer-form.tsx'
import { OpenAlerts } from './open-alerts.tsx'
import { customersQuery, type Customer } from './queries.ts'
import { HoursText, SupportNow } from './support-now.tsx'

export function CustomerPage() {
  const { t } = useText()
  const { key } = useParams({ from: '/console/customers/$key' })
  const { data, error, refetch } = useQuery(customersQuery)
  const customer = data?.find((one) => one.key === key)
  return (
    <>
      <BackLink to="/customers">{t('customers:title')}</BackLink>
      {customer && <Loaded customer={customer} />}
      {!data && (
        <Pending
          error={error}
          onRetry={() => void refetch()}
          icon={CustomersIcon}
          list="/customers"
          listName={t('customers:title')}
        />
      )}
      {data && !customer && (
        <EmptyState isPage icon={CustomersIcon} title={t('setup:gone.title')} text={t('setup:gone.text')} />
      )}
    </>
  )
}

function Loaded({ customer }: { customer: Customer }) {
  const { t } = useText()
  const { tab = 'overview' } = useSearch({ from: '/console/customers/$key' })
  const navigate = useNavigate()
  const mayRead = useMay('config.read')
  const overview = {
    value: 'overview' as const,
    label: t('heartbeats:tab.overview'),
    content: <Overview customer={customer} />,
  }
  const settings = {
    value: 'settings' as const,
    label: t('heartbeats:tab.settings'),
    content: <CustomerSettings customer={customer} />,
  }
  return (
    <>
      <PageHeader title={customer.name}>
        <SupportNow hours={customer.supportHours} />
        <HistoryLink subject={`customer:${customer.key}`} />
      </PageHeader>
      <div className="px-4 md:px-6">
        <Tabs
          label={customer.name}
          value={mayRead ? tab : 'overview'}
          onChange={(next) =>
            void navigate({
              to: '/customers/$key',
              params: { key: customer.key },
              search: next === 'overview' ? {} : { tab: next },
            })
          }
          tabs={mayRead ? [overview, settings] : [overview]}
        />
      </div>
    </>
  )
}

function Overview({ customer }: { customer: Customer }) {
  const { t } = useText()
  return (
    <>
      <FactList className="pb-4">
        <Fact name={t('customers:column.tier')}>{customer.tier}</Fact>
        <Fact name={t('customers:hours')}>
          {customer.supportHours ? <HoursText hours={customer.supportHours} /> : t('customers:always')}
        </Fact>
      </FactList>
      <div className="grid gap-x-10 lg:grid-cols-2">
        <div className="min-w-0">
          <OpenAlerts of={{ customer: customer.key }} />
          <Maintenance customer={customer.key} />
        </div>
        <div className="min-w-0">
          <Services customer={customer.key} />
          <SourcesAndHeartbeats customer={customer.key} />
        </div>
      </div>
    </>
  )
}

interface ItemsProps {
  title: string
  none: string
  items: { key: string; name: string; aside?: ReactNode }[]
  to: Target
}

function Items({ title, none, items, to }: ItemsProps) {
  return (
    <Section title={title}>
      {items.length === 0 && <p className="text-ink-soft">{none}</p>}
      <ul>
        {items.map(({ key, name, aside }) => (
          <li
            key={key}
            className="row-height flex items-center justify-between gap-3 border-b border-line last:border-b-0"
          >
            <Link
              to={to}
              params={{ key } as never}
              className="inline-flex min-w-0 items-center truncate text-accent underline max-md:min-h-11"
            >
              {name}
            </Link>
            <span className="shrink-0 text-ink-soft">{aside}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Services({ customer }: { customer: string }) {
  const { t } = useText()
  const { data = [] } = useQuery(namesOf.services)
  const own = data.filter((service) => service.customer === customer)
  return <Items title={t('services:title')} none={t('customers:noServices')} items={own} to="/services/$key" />
}

function SourcesAndHeartbeats({ customer }: { customer: string }) {
  const { t } = useText()
  const maySee = useMay('sources.read')
  const { data } = useQuery({ ...sourcesQuery, enabled: maySee })
  const { data: heartbeats = [] } = useQuery(heartbeatsQuery)
  const sources = data?.items.filter((source) => source.customer === customer) ?? []
  const keys = new Set(sources.map(({ key }) => key))
  const beats = heartbeats.filter(({ source }) => keys.has(source.key))
  if (!maySee) return null
  return (
    <>
      <Items title={t('sources:title')} none={t('customers:noSources')} items={sources} to="/sources/$key" />
      {beats.length > 0 && (
        <Items
          title={t('heartbeats:title')}
          none=""
          items={beats.map(({ key, name, status }) => ({ key, name, aside: <HeartbeatState status={status} bare /> }))}
          to="/heartbeats/$key"
        />
      )}
    </>
  )
}

function Maintenance({ customer }: { customer: string }) {
  const { t } = useText()
  const times = useTimesText()
  const { data = [] } = useQuery(windowsQuery)
  const items = byState(data, useBelongingsOf(customer)).flatMap(({ state, items: found }) =>
    state === 'past' ? [] : found,
  )
  return (
    <Items
      title={t('maintenance:title')}
      none={t('customers:noMaintenance')}
      items={items.map((window) => ({ key: window.key, name: window.name, aside: times(window) }))}
      to="/maintenance/$key"
    />
  )
}
