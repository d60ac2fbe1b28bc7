import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { OpenAlerts } from '../customers/open-alerts.tsx'
import { useOpenBy } from '../customers/open-count.tsx'
import { BackLink, Pending } from '../setup/page-parts.tsx'
import { useNameOf } from '../setup/references.ts'
import { sourcesQuery } from '../sources/queries.ts'
import { Chip } from '../ui/chip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Fact, FactList } from '../ui/fact-list.tsx'
import { ServicesIcon, TriggeredIcon } from '../ui/icons.ts'
import { HistoryLink } from '../setup/history-link.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { CriticalityMark } from './criticality.tsx'
import { neighbours } from './graph.ts'
import { servicesQuery, type Service } from './queries.ts'
import { ServiceSettings } from './service-form.tsx'

export function ServicePage() {
  const { t } = useText()
  const { key } = useParams({ from: '/console/services/$key' })
  const { data, error, refetch } = useQuery(servicesQuery)
  const service = data?.find((one) => one.key === key)
  return (
    <>
      <BackLink to="/services">{t('services:title')}</BackLink>
      {data && service && <Loaded service={service} all={data} />}
      {!data && (
        <Pending
          error={error}
          onRetry={() => void refetch()}
          icon={ServicesIcon}
          list="/services"
          listName={t('services:title')}
        />
      )}
      {data && !service && (
        <EmptyState isPage icon={ServicesIcon} title={t('setup:gone.title')} text={t('setup:gone.text')} />
      )}
    </>
  )
}

interface ServiceProps {
  service: Service
  all: readonly Service[]
}

function Loaded({ service, all }: ServiceProps) {
  const { t } = useText()
  const { tab = 'overview' } = useSearch({ from: '/console/services/$key' })
  const navigate = useNavigate()
  const mayRead = useMay('config.read')
  const overview = {
    value: 'overview' as const,
    label: t('heartbeats:tab.overview'),
    content: <Overview service={service} all={all} />,
  }
  const settings = {
    value: 'settings' as const,
    label: t('heartbeats:tab.settings'),
    content: <ServiceSettings service={service} all={all} />,
  }
  return (
    <>
      <PageHeader title={service.name}>
        <CriticalityMark value={service.criticality} />
        <HistoryLink subject={`service:${service.key}`} />
      </PageHeader>
      <div className="px-4 md:px-6">
        <Tabs
          label={service.name}
          value={mayRead ? tab : 'overview'}
          onChange={(next) =>
            void navigate({
              to: '/services/$key',
              params: { key: service.key },
              search: next === 'overview' ? {} : { tab: next },
            })
          }
          tabs={mayRead ? [overview, settings] : [overview]}
        />
      </div>
    </>
  )
}

function Overview({ service, all }: ServiceProps) {
  const { t } = useText()
  return (
    <>
      <FactList className="pb-4">
        <Fact name={t('services:column.customer')}>
          {service.customer && (
            <Link to="/customers/$key" params={{ key: service.customer }} className="text-accent underline">
              {service.customerName}
            </Link>
          )}
        </Fact>
        <Sources service={service.key} />
      </FactList>
      <div className="grid gap-x-10 lg:grid-cols-2">
        <div className="min-w-0">
          <OpenAlerts of={{ service: service.key }} />
        </div>
        <Dependencies service={service} all={all} />
      </div>
    </>
  )
}

/** Who reports about it, and along which policy. */
function Sources({ service }: { service: string }) {
  const { t } = useText()
  const maySee = useMay('sources.read')
  const policy = useNameOf('policies')
  const { data } = useQuery({ ...sourcesQuery, enabled: maySee })
  const sources = data?.items.filter((source) => source.service === service) ?? []
  if (sources.length === 0) return null
  return (
    <Fact name={t('sources:title')}>
      {sources.map(({ key, name, escalationPolicy }) => (
        <span key={key} className="block">
          <Link to="/sources/$key" params={{ key }} className="text-accent underline">
            {name}
          </Link>
          {escalationPolicy && ` → ${policy(escalationPolicy)}`}
        </span>
      ))}
    </Fact>
  )
}

/** What it carries above, what it stands on below: what breaks below pages for everything above. */
function Dependencies({ service, all }: ServiceProps) {
  const { t } = useText()
  const { standsOn, carries } = neighbours(all, service.key)
  return (
    <Section title={t('services:dependencies')}>
      {standsOn.length + carries.length === 0 ? (
        <p className="text-ink-soft">{t('services:alone')}</p>
      ) : (
        <div className="flex flex-col items-center">
          <Layer title={t('services:carries')} services={carries} />
          {carries.length > 0 && <Line />}
          <p className="rounded-md border-2 border-accent bg-accent-soft px-3 py-1.5 font-semibold">{service.name}</p>
          {standsOn.length > 0 && <Line />}
          <Layer title={t('services:standsOn')} services={standsOn} />
        </div>
      )}
      <p className="mt-3 text-small text-ink-faint">{t('services:dependenciesHint')}</p>
    </Section>
  )
}

const Line = () => <span aria-hidden className="h-5 w-px bg-line-strong" />

function Layer({ title, services }: { title: string; services: readonly Service[] }) {
  const { t } = useText()
  const open = useOpenBy('service')
  if (services.length === 0) return null
  return (
    <div className="flex w-full flex-col items-center rounded-md border border-line px-3 py-2">
      <h3 className="text-small text-ink-faint">{title}</h3>
      <ul className="flex flex-wrap justify-center gap-x-4">
        {services.map(({ key, name }) => (
          <li key={key} className="flex items-center gap-2">
            <Link
              to="/services/$key"
              params={{ key }}
              className="inline-flex min-h-7 items-center text-accent underline max-md:min-h-11"
            >
              {name}
            </Link>
            {(open?.byKey.get(key) ?? 0) > 0 && (
              <Chip tone="triggered" icon={TriggeredIcon} bare>
                {t('sources:openCount', { count: open?.byKey.get(key) ?? 0 })}
              </Chip>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
