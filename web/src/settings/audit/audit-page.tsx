import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useText } from '../../app/i18n.ts'
import { useMay, useViewer } from '../../app/session.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AuditIcon, DownloadIcon } from '../../ui/icons.ts'
import { LoadMore } from '../../ui/load-more.tsx'
import { LoadFailed } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { auditQuery } from '../queries.ts'
import { SectionView } from '../section-view.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditRow } from './audit-row.tsx'
import { filterOf } from './filter.ts'
import { Verify } from './verify.tsx'

export function AuditPage() {
  const { t } = useText()
  const mayRead = useMay('audit.read')
  return (
    <SectionView
      name="audit"
      actions={
        <a href="/api/v1/audit/export" download="audit.jsonl" className={buttonStyle()}>
          <DownloadIcon />
          {t('settings:audit.export')}
        </a>
      }
    >
      {mayRead && (
        <>
          <Verify />
          <AuditFilters />
          <Entries />
        </>
      )}
    </SectionView>
  )
}

function Entries() {
  const { t } = useText()
  const { timezone } = useViewer()
  const search = useSearch({ from: '/console/settings/audit' })
  const query = useInfiniteQuery(auditQuery(filterOf(search, timezone)))
  const entries = query.data?.pages.flatMap((page) => page.items)
  if (!entries) {
    return query.isError ? (
      <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <SkeletonRows rows={10} />
    )
  }
  if (entries.length === 0)
    return <EmptyState icon={AuditIcon} title={t('settings:audit.none')} text={t('settings:audit.noneText')} />
  return (
    <>
      <ol aria-label={t('settings:section.audit.name')} className="border-t border-line">
        {entries.map((entry) => (
          <AuditRow key={entry.seq} entry={entry} about={search.subject} />
        ))}
      </ol>
      <LoadMore hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
    </>
  )
}
