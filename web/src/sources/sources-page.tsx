import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Source } from '../api/types.ts'
import { named } from '../alerts/timeline/sentence.ts'
import { useCustomerScope } from '../app/customer-scope.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { Button, buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Select } from '../ui/field.tsx'
import { CreateIcon, SourcesIcon, TableIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { SearchBox } from '../setup/page-parts.tsx'
import { shownSources } from './list-view.ts'
import { sourcesQuery } from './queries.ts'
import { SourceColumns, SourceRow } from './source-row.tsx'

export function SourcesPage() {
  const { t, has, language } = useText()
  const { q, type } = useSearch({ from: '/console/sources' })
  const { customer } = useCustomerScope()
  const query = useQuery(sourcesQuery)
  const all = query.data?.items
  const shown = all && shownSources(all, { q, type, customer }, (one) => named('sources:type', one, has, t), language)
  const isEmpty = all?.every((source) => source.builtIn)
  return (
    <>
      <PageHeader title={t('sources:title')} intro={t('sources:intro')}>
        <Actions />
      </PageHeader>
      {all && !isEmpty && <Filters sources={all} />}
      {query.isPending && <SkeletonRows />}
      {query.isError && !all && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {isEmpty && <NothingYet />}
      {shown && !isEmpty && <SourceColumns />}
      <ul>{!isEmpty && shown?.map((source) => <SourceRow key={source.key} source={source} />)}</ul>
      {shown?.length === 0 && !isEmpty && <NothingFits />}
    </>
  )
}

function Actions() {
  const { t } = useText()
  const mayEdit = useMay('config.write')
  const mayRead = useMay('config.read')
  return (
    <>
      {mayRead && (
        <Link to="/lookup-tables" className={buttonStyle()}>
          <TableIcon aria-hidden />
          {t('rules:tables.title')}
        </Link>
      )}
      {mayEdit && (
        <Link to="/sources/new" className={buttonStyle({ look: 'primary' })}>
          <CreateIcon aria-hidden />
          {t('sources:add')}
        </Link>
      )}
    </>
  )
}

function Filters({ sources }: { sources: readonly Source[] }) {
  const { t, has } = useText()
  const { q, type } = useSearch({ from: '/console/sources' })
  const navigate = useNavigate()
  const change = (values: { q?: string | undefined; type?: string | undefined }) =>
    void navigate({ to: '/sources', search: (before) => ({ ...before, ...values }), replace: true })
  const types = [...new Set(sources.filter(({ builtIn }) => !builtIn).map((source) => source.type))]
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pb-3 md:px-6">
      <SearchBox label={t('sources:search')} value={q ?? ''} onChange={(text) => change({ q: text || undefined })} />
      {types.length > 1 && (
        <Select
          aria-label={t('sources:column.type')}
          className="w-auto border-line max-md:flex-1"
          value={type ?? ''}
          onChange={(event) => change({ type: event.target.value || undefined })}
        >
          <option value="">{t('sources:anyType')}</option>
          {types.map((one) => (
            <option key={one} value={one}>
              {named('sources:type', one, has, t)}
            </option>
          ))}
        </Select>
      )}
    </div>
  )
}

function NothingYet() {
  const { t } = useText()
  const mayEdit = useMay('config.write')
  return (
    <EmptyState icon={SourcesIcon} title={t('sources:empty.title')} text={t('sources:empty.text')}>
      {mayEdit && (
        <Link to="/sources/new" className={buttonStyle({ look: 'primary' })}>
          {t('sources:add')}
        </Link>
      )}
    </EmptyState>
  )
}

function NothingFits() {
  const { t } = useText()
  const navigate = useNavigate()
  return (
    <EmptyState icon={SourcesIcon} title={t('setup:noneFits.title')} text={t('setup:noneFits.text')}>
      <Button onClick={() => void navigate({ to: '/sources', search: { customer: undefined } })}>
        {t('setup:noneFits.action')}
      </Button>
    </EmptyState>
  )
}
