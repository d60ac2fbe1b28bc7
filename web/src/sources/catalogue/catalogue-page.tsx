import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { SourceType } from '../../../../contract/config/source.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { BackLink, SearchBox } from '../../setup/page-parts.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import {
  CloudIcon,
  GenericIcon,
  MailIcon,
  MonitoringIcon,
  NotifyIcon,
  RmmIcon,
  SourcesIcon,
  type Icon,
} from '../../ui/icons.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { NewSource } from '../form/new-source.tsx'
import { catalogue, initials, sourceTypeNames, type CatalogueEntry, type CatalogueGroup } from './entries.ts'

/** Every integration, then the form for the one that was picked. */
export function CataloguePage() {
  const { t } = useText()
  const { type } = useSearch({ from: '/console/sources/new' })
  const mayEdit = useMay('config.write')
  if (!mayEdit)
    return <EmptyState isPage icon={SourcesIcon} title={t('setup:forbidden.title')} text={t('setup:forbidden.text')} />
  return type ? <NewSource key={type} type={type} /> : <Catalogue />
}

const iconByGroup: Record<CatalogueGroup, Icon> = {
  generic: GenericIcon,
  monitoring: MonitoringIcon,
  cloud: CloudIcon,
  rmm: RmmIcon,
  mail: MailIcon,
  platform: NotifyIcon,
}

function Catalogue() {
  const { t } = useText()
  const { q = '' } = useSearch({ from: '/console/sources/new' })
  const navigate = useNavigate()
  const entries = sourceTypeNames.map((type) => ({
    type,
    name: t(`sources:type.${type}`),
    text: t(`sources:what.${type}`),
  }))
  const shown = catalogue(entries, q)
  const first = shown[0]?.items[0]
  const pick = (type: SourceType) => void navigate({ to: '/sources/new', search: { ...(q && { q }), type } })
  return (
    <>
      <BackLink to="/sources">{t('sources:title')}</BackLink>
      <PageHeader title={t('sources:add')} intro={t('sources:catalogue.intro')} />
      <form
        className="px-4 pb-4 md:px-6"
        onSubmit={(event) => {
          event.preventDefault()
          if (first && q) pick(first.type)
        }}
      >
        <SearchBox
          label={t('sources:catalogue.search', { count: entries.length })}
          value={q}
          onChange={(text) =>
            void navigate({
              to: '/sources/new',
              search: { q: text || undefined },
              replace: true,
            })
          }
        />
      </form>
      {shown.length === 0 && (
        <EmptyState icon={GenericIcon} title={t('sources:catalogue.none')} text={t('sources:catalogue.noneText')} />
      )}
      <div className="flex flex-col gap-6 px-4 pb-10 md:px-6">
        {shown.map(({ group, items }) => (
          <Group key={group} group={group} items={items} />
        ))}
      </div>
    </>
  )
}

function Group({ group, items }: { group: CatalogueGroup; items: readonly CatalogueEntry[] }) {
  const { t } = useText()
  const Sign = iconByGroup[group]
  return (
    <section aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`} className="mb-2 flex items-center gap-2 font-semibold">
        <Sign className="size-4 text-ink-faint" aria-hidden />
        {t(`sources:group.${group}`)}
      </h2>
      <ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
        {items.map((entry) => (
          <li key={entry.type}>
            <Link
              to="/sources/new"
              search={{ type: entry.type }}
              className="flex h-full items-start gap-3 rounded-md border border-line px-3 py-2.5 hover:border-line-strong hover:bg-hover"
            >
              <span
                aria-hidden
                className="flex size-8 shrink-0 items-center justify-center rounded bg-sunken text-small font-semibold text-ink-soft"
              >
                {initials(entry.name)}
              </span>
              <span className="min-w-0">
                <span className="block font-medium">{entry.name}</span>
                <span className="block text-small text-ink-soft">{entry.text}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
