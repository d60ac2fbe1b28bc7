import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { LookupTableView } from '../../../contract/event-rules.ts'
import { itemsQuery } from '../api/items.ts'
import { formatNumber } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { BackLink, Pending } from '../setup/page-parts.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { TableIcon, UploadIcon } from '../ui/icons.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { Moment } from '../ui/time.tsx'
import { lookupTablesQuery } from './queries.ts'
import { usesOf } from './table-view.ts'
import { UploadDialog } from './upload-dialog.tsx'

const columns = 'md:grid md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_6rem_minmax(0,1fr)_8rem] md:items-center md:gap-x-4'

export function LookupTablesPage() {
  const { t } = useText()
  const mayEdit = useMay('config.write')
  const [uploading, setUploading] = useState(false)
  const { data, error, refetch } = useQuery(lookupTablesQuery)
  const upload = (
    <Button look="primary" onClick={() => setUploading(true)}>
      <UploadIcon />
      {t('rules:tables.upload')}
    </Button>
  )
  return (
    <>
      <BackLink to="/sources">{t('sources:title')}</BackLink>
      <PageHeader title={t('rules:tables.title')} intro={t('rules:tables.intro')}>
        {mayEdit && data && data.items.length > 0 && upload}
      </PageHeader>
      {!data && (
        <Pending
          error={error}
          onRetry={() => void refetch()}
          icon={TableIcon}
          list="/sources"
          listName={t('sources:title')}
        />
      )}
      {data?.items.length === 0 && (
        <EmptyState icon={TableIcon} title={t('rules:tables.emptyTitle')} text={t('rules:tables.emptyText')}>
          {mayEdit && upload}
        </EmptyState>
      )}
      <ul>
        {data?.items.map((table) => (
          <TableRow key={table.key} table={table} />
        ))}
      </ul>
      {uploading && <UploadDialog onClose={() => setUploading(false)} />}
    </>
  )
}

function TableRow({ table }: { table: LookupTableView }) {
  const { t, language } = useText()
  const { data } = useQuery(itemsQuery('sources'))
  const uses = data
    ? usesOf(
        data.items.map(({ item }) => item),
        table.key,
      )
    : undefined
  return (
    <li className={`row-height relative border-b border-line px-4 hover:bg-hover max-md:py-2.5 md:px-6 ${columns}`}>
      <Link
        to="/lookup-tables/$key"
        params={{ key: table.key }}
        className="block truncate font-mono text-small font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        {table.key}
      </Link>
      <span className="block truncate text-ink-soft">{table.columns.join(' · ')}</span>
      <span className="text-ink-soft md:text-right">
        {t('rules:tables.rows', { count: table.rows, number: formatNumber(table.rows, language) })}
      </span>
      <span className="block truncate text-ink-soft">
        {uses && (uses.length === 0 ? t('rules:tables.unused') : t('rules:tables.usedBy', { count: uses.length }))}
      </span>
      <Moment at={table.updatedAt} className="text-ink-faint max-md:hidden" />
    </li>
  )
}
