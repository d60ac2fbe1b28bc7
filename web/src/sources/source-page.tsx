import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { SourceDetail } from '../api/types.ts'
import { named } from '../alerts/timeline/sentence.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { BackLink, Pending } from '../setup/page-parts.tsx'
import { Chip } from '../ui/chip.tsx'
import { PausedIcon, SourcesIcon } from '../ui/icons.ts'
import { HistoryLink } from '../setup/history-link.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { EventsTab } from './page/events-tab.tsx'
import { GuideTab } from './page/guide-tab.tsx'
import { SettingsTab } from './page/settings-tab.tsx'
import { TestEvent } from './page/test-event.tsx'
import { sourceQuery } from './queries.ts'
import { RulesTab } from './rules/rules-tab.tsx'

const sourceTabs = ['guide', 'events', 'rules', 'settings'] as const

export function SourcePage() {
  const { t, language } = useText()
  const { key } = useParams({ from: '/console/sources/$key' })
  const { data, error, refetch } = useQuery(sourceQuery(key, language))
  return (
    <>
      <BackLink to="/sources">{t('sources:title')}</BackLink>
      {data ? (
        <Loaded source={data} />
      ) : (
        <Pending
          error={error}
          onRetry={() => void refetch()}
          icon={SourcesIcon}
          list="/sources"
          listName={t('sources:title')}
        />
      )}
    </>
  )
}

function Loaded({ source }: { source: SourceDetail }) {
  const { t, has } = useText()
  const { tab = 'guide' } = useSearch({ from: '/console/sources/$key' })
  const navigate = useNavigate()
  const mayTest = useMay('sources.test')
  const mayRead = useMay('config.read')
  const content = {
    guide: <GuideTab source={source} />,
    events: <EventsTab source={source} />,
    rules: <RulesTab source={source} />,
    settings: <SettingsTab source={source} />,
  }
  const offered = sourceTabs.filter((one) => one === 'guide' || one === 'events' || (mayRead && !source.builtIn))
  return (
    <>
      <PageHeader title={source.name} intro={named('sources:type', source.type, has, t)}>
        {!source.enabled && (
          <Chip tone="quiet" icon={PausedIcon}>
            {t('sources:disabled')}
          </Chip>
        )}
        {mayTest && !source.builtIn && source.enabled && <TestEvent sourceKey={source.key} />}
        {!source.builtIn && <HistoryLink subject={`source:${source.key}`} />}
      </PageHeader>
      <div className="px-4 md:px-6">
        <Tabs
          label={t('sources:page.tabs')}
          value={offered.includes(tab) ? tab : 'guide'}
          onChange={(next) =>
            void navigate({
              to: '/sources/$key',
              params: { key: source.key },
              search: next === 'guide' ? {} : { tab: next },
            })
          }
          tabs={offered.map((value) => ({ value, label: tabLabel(value, source, t), content: content[value] }))}
        />
      </div>
    </>
  )
}

function tabLabel(tab: (typeof sourceTabs)[number], source: SourceDetail, t: ReturnType<typeof useText>['t']) {
  const label = t(`sources:page.tab.${tab}`)
  return tab === 'rules' && source.rules.length > 0 ? `${label} (${source.rules.length})` : label
}
