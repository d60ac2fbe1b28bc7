import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../app/i18n.ts'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { usageQuery } from './queries.ts'

/** What leads along a policy, and how many escalations run along it at the moment. */
export function UsageList({ policy }: { policy: string }) {
  const { t } = useText()
  const { data } = useQuery(usageQuery(policy))
  if (!data) return <SkeletonRows rows={2} />
  return (
    <>
      <p>{t('policies:usage.running', { count: data.running })}</p>
      {data.sources.length === 0 && <p className="text-ink-soft">{t('policies:usage.none')}</p>}
      <ul>
        {data.sources.map(({ key, name, by, customer, service }) => (
          <li key={key} className="row-height flex flex-wrap items-center gap-x-3 border-b border-line">
            <Link to="/sources/$key" params={{ key }} className="font-medium text-accent underline">
              {name}
            </Link>
            <span className="text-ink-soft">{[customer?.name, service?.name].filter(Boolean).join(' · ')}</span>
            {by === 'rule' && <span className="text-small text-ink-faint">{t('policies:usage.byRule')}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
