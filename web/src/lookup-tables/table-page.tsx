import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { itemQuery, itemsQuery, type ItemOf, type Stored } from '../api/items.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { BackLink, Pending } from '../setup/page-parts.tsx'
import { ManagedNotice } from '../setup/parts.tsx'
import { RemoveButton } from '../setup/remove-button.tsx'
import { Button } from '../ui/button.tsx'
import { TableIcon, UploadIcon } from '../ui/icons.ts'
import { HistoryLink } from '../setup/history-link.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { readRows, usesOf } from './table-view.ts'
import { UploadDialog } from './upload-dialog.tsx'

const shownRows = 200

export function LookupTablePage() {
  const { t } = useText()
  const { key } = useParams({ from: '/console/lookup-tables/$key' })
  const { data, error, refetch } = useQuery(itemQuery('lookupTables', key))
  return (
    <>
      <BackLink to="/lookup-tables" above={{ to: '/sources', name: t('sources:title') }}>
        {t('rules:tables.title')}
      </BackLink>
      {data ? (
        <Loaded stored={data} />
      ) : (
        <Pending
          error={error}
          onRetry={() => void refetch()}
          icon={TableIcon}
          list="/lookup-tables"
          listName={t('rules:tables.title')}
        />
      )}
    </>
  )
}

function Loaded({ stored }: { stored: Stored<ItemOf<'lookupTables'>> }) {
  const { t } = useText()
  const navigate = useNavigate()
  const mayEdit = useMay('config.write')
  const [replacing, setReplacing] = useState(false)
  const { key, csv } = stored.item
  return (
    <>
      <PageHeader title={key} intro={t('rules:tables.one')}>
        {mayEdit && (
          <>
            <Button onClick={() => setReplacing(true)}>
              <UploadIcon />
              {t('rules:tables.replace')}
            </Button>
            <RemoveButton
              noun="lookupTables"
              itemKey={key}
              name={key}
              consequence={t('rules:tables.removeText')}
              onRemoved={() => void navigate({ to: '/lookup-tables' })}
            />
          </>
        )}
        <HistoryLink subject={`lookup_table:${key}`} />
      </PageHeader>
      <div className="px-4 md:px-6">
        <ManagedNotice managed={mayEdit && stored.managed} />
        <Uses table={key} />
        <Rows csv={csv} keyColumn={stored.item.keyColumn} />
      </div>
      {replacing && <UploadDialog stored={stored} onClose={() => setReplacing(false)} />}
    </>
  )
}

function Uses({ table }: { table: string }) {
  const { t } = useText()
  const { data } = useQuery(itemsQuery('sources'))
  const uses = data
    ? usesOf(
        data.items.map(({ item }) => item),
        table,
      )
    : []
  return (
    <Section title={t('rules:tables.uses')}>
      {uses.length === 0 && <p className="text-ink-soft">{t('rules:tables.unused')}</p>}
      <ul className="flex flex-col gap-1">
        {uses.map(({ source, sourceName, rule }) => (
          <li key={`${source} ${rule}`}>
            <Link
              to="/sources/$key"
              params={{ key: source }}
              search={{ tab: 'rules' }}
              className="text-accent underline max-md:inline-flex max-md:min-h-11 max-md:items-center"
            >
              {sourceName}
            </Link>
            {`: ${rule}`}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Rows({ csv, keyColumn }: { csv: string; keyColumn: string | undefined }) {
  const { t } = useText()
  const [head = [], ...rows] = readRows(csv, shownRows + 1)
  return (
    <Section title={t('rules:tables.content')}>
      <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('rules:tables.content')}>
        <table className="text-left">
          <thead>
            <tr className="border-b border-line text-small text-ink-faint">
              {head.map((name, index) => (
                <th key={index} className="py-1 pr-6 font-normal whitespace-nowrap">
                  {name}
                  {(keyColumn ? name === keyColumn : index === 0) && ` (${t('rules:tables.isKey')})`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index} className="border-b border-line">
                {row.map((cell, column) => (
                  <td key={column} className="py-1 pr-6 font-mono text-small">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length === shownRows && (
        <p className="mt-2 text-small text-ink-faint">{t('rules:tables.more', { count: shownRows })}</p>
      )}
    </Section>
  )
}
