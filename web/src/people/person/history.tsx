import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { auditList } from '../../../../contract/audit.ts'
import { api } from '../../api/client.ts'
import { useText } from '../../app/i18n.ts'
import { topicKey } from '../../app/query.ts'
import { AuditRow } from '../../settings/audit/audit-row.tsx'
import { LoadFailed } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Person } from '../queries.ts'

/** What the audit log has about the person, newest first, in the words of the log's own page. */
export function History({ person }: { person: Person }) {
  const { t } = useText()
  const subject = `user:${person.key}`
  const query = useQuery({
    queryKey: topicKey('session', 'audit', subject),
    queryFn: () => api.get<z.output<typeof auditList>>('/audit', { query: { subject, limit: 10 } }),
    staleTime: 60_000,
  })
  return (
    <Section title={t('people:history.title')}>
      {query.isPending && <Skeleton className="h-24" />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="text-ink-faint">{t('people:history.none')}</p>}
      <ol className="-mx-4 md:-mx-6">
        {query.data?.items.map((entry) => (
          <AuditRow key={entry.seq} entry={entry} about={subject} />
        ))}
      </ol>
      {query.data?.nextCursor && (
        <Link
          to="/settings/audit"
          search={{ subject }}
          className="mt-2 inline-flex min-h-8 items-center text-accent underline max-md:min-h-11"
        >
          {t('people:history.all')}
        </Link>
      )}
    </Section>
  )
}
