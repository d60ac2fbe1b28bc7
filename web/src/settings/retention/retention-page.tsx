import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Retention } from '../../../../contract/retention.ts'
import { formatNumber } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useSession } from '../../app/session.ts'
import { DataCell, DataList, DataRow } from '../../ui/data-list.tsx'
import { LoadFailed } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Moment } from '../../ui/time.tsx'
import { retentionQuery } from '../queries.ts'
import { SectionView } from '../section-view.tsx'
import { RawEventDays } from './raw-event-days.tsx'
import { formatBytes } from './bytes.ts'

export function RetentionPage() {
  return (
    <SectionView name="retention">
      <Everything />
    </SectionView>
  )
}

function Everything() {
  const { t, language } = useText()
  const { data, error, refetch } = useQuery(retentionQuery)
  if (!data) return error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={8} />
  return (
    <>
      <Kept retention={data} />
      <div className="px-4 md:px-6">
        <p className="py-4 text-ink-soft">
          {t('settings:retention.database', { size: formatBytes(data.databaseBytes, language) })}
        </p>
        <RawEventDays />
      </div>
    </>
  )
}

function Kept({ retention }: { retention: Retention }) {
  const { t, language } = useText()
  const head = [
    t('settings:retention.what'),
    t('settings:retention.howLong'),
    t('settings:retention.howMuch'),
    t('settings:retention.since'),
  ]
  const columns = 'md:grid-cols-[minmax(0,2.2fr)_minmax(0,1fr)_7rem_7rem]'
  return (
    <DataList
      label={t('settings:section.retention.name')}
      columns={columns}
      head={head}
      className="border-line max-md:border-t"
    >
      {retention.items.map(({ kind, days, count, oldestAt }) => (
        <DataRow key={kind} className="md:py-2">
          <DataCell className="max-md:w-full md:whitespace-normal">
            <span className="block font-medium">{t(`settings:retention.kind.${kind}.name`)}</span>
            <span className="block text-small text-ink-soft">{t(`settings:retention.kind.${kind}.why`)}</span>
          </DataCell>
          <DataCell>
            {days === null ? t('settings:retention.forever') : t('settings:retention.days', { count: days })}
          </DataCell>
          <DataCell label={t('settings:retention.howMuch')} className="tabular-nums">
            <Amount kind={kind}>
              {count >= retention.countedUpTo && kind !== 'auditLog'
                ? t('settings:retention.moreThan', { count: formatNumber(count, language) })
                : formatNumber(count, language)}
            </Amount>
          </DataCell>
          {oldestAt && (
            <DataCell label={t('settings:retention.since')} className="text-ink-soft">
              <Moment at={oldestAt} />
            </DataCell>
          )}
        </DataRow>
      ))}
    </DataList>
  )
}

/** Every number leads to what it counts, where there is a view of it. */
function Amount({ kind, children }: { kind: string; children: string }) {
  const session = useSession()
  const style = 'inline-flex min-h-6 items-center text-accent underline'
  if (kind === 'alerts') {
    return (
      <Link to="/alerts" search={{ status: 'all' }} className={style}>
        {children}
      </Link>
    )
  }
  if (kind === 'auditLog' && session?.can['audit.read']) {
    return (
      <Link to="/settings/audit" className={style}>
        {children}
      </Link>
    )
  }
  return children
}
