import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { auditList } from '../../../../contract/audit.ts'
import { api } from '../../api/client.ts'
import { useText } from '../../app/i18n.ts'
import { topicKey } from '../../app/query.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Moment } from '../../ui/time.tsx'
import type { Person } from '../queries.ts'

/** What the audit log has about the person, newest first. */
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
      <ul>
        {query.data?.items.map((entry) => (
          <li key={entry.seq} className="flex flex-wrap gap-x-3 border-b border-line py-1.5 last:border-0">
            <Moment at={entry.at} className="w-32 shrink-0 text-ink-faint" />
            <code className="min-w-0 flex-1 font-mono text-small leading-5 break-all">{entry.action}</code>
            <span className="text-ink-soft">{entry.actor.name}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
