import { lazy, Suspense } from 'react'
import { Link } from '@tanstack/react-router'
import type { AlertDetail } from '../../api/types.ts'
import { named } from '../timeline/sentence.ts'
import { useText, withTexts } from '../../app/i18n.ts'
import { GroupFact } from './group-fact.tsx'
import { CodeLine } from '../../ui/code-block.tsx'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { SkeletonLines } from '../../ui/skeleton.tsx'
import { Moment } from '../../ui/time.tsx'

const Surroundings = lazy(() => withTexts(import('./surroundings.tsx')))

/** What else is known: beside the alert on a wide desk, below it elsewhere. */
export function ContextPanel({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  return (
    <aside aria-label={t('alertpage:page.context')} className="border-t border-line pt-4 xl:mt-12 xl:border-t-0">
      <Suspense fallback={<SkeletonLines lines={8} />}>
        <Surroundings alert={alert}>
          <Facts alert={alert} />
        </Surroundings>
      </Suspense>
    </aside>
  )
}

function Facts({ alert }: { alert: AlertDetail }) {
  const { t, has } = useText()
  const fact = (
    name:
      | 'group'
      | 'customer'
      | 'service'
      | 'source'
      | 'policy'
      | 'priority'
      | 'severity'
      | 'dedupKey'
      | 'created'
      | 'lastEvent'
      | 'count',
  ) => t(`alertpage:page.fact.${name}`)
  return (
    <>
      <h2 className="mb-2 font-semibold">{t('alertpage:page.context')}</h2>
      <FactList className="xl:grid-cols-1 xl:gap-y-0 [&>dd]:xl:pb-2.5 [&>dt]:xl:text-small">
        <Fact name={fact('group')}>{alert.group && <GroupFact group={alert.group} />}</Fact>
        <Fact name={fact('customer')}>
          {alert.customer && (
            <Link to="/alerts" search={{ status: 'open', customer: alert.customer }} className="text-accent underline">
              {alert.customerName}
            </Link>
          )}
        </Fact>
        <Fact name={fact('service')}>
          {alert.service && (
            <Link to="/alerts" search={{ status: 'all', service: alert.service }} className="text-accent underline">
              {alert.serviceName}
            </Link>
          )}
        </Fact>
        <Fact name={fact('source')}>
          {alert.source && (
            <Link to="/sources/$key" params={{ key: alert.source }} className="text-accent underline">
              {alert.sourceName}
            </Link>
          )}
        </Fact>
        <Fact name={fact('policy')}>{alert.policy?.name}</Fact>
        <Fact name={fact('priority')}>{t(`alerts:priority.${alert.priority}`)}</Fact>
        <Fact name={fact('severity')}>{named('alerts:severity', alert.severity, has, t)}</Fact>
        <Fact name={t('alertpage:page.fact.tags')}>{alert.tags.length > 0 && <Tags tags={alert.tags} />}</Fact>
        <Fact name={fact('created')}>
          <Moment at={alert.createdAt} />
        </Fact>
        <Fact name={fact('lastEvent')}>{alert.lastEventAt && <Moment at={alert.lastEventAt} />}</Fact>
        <Fact name={fact('count')}>{t('alerts:list.count', { count: alert.count })}</Fact>
        <Fact name={fact('dedupKey')}>
          {alert.dedupKey && <CodeLine code={alert.dedupKey} what={fact('dedupKey')} />}
        </Fact>
      </FactList>
    </>
  )
}

/** Each leads to what else has it. */
function Tags({ tags }: { tags: string[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {tags.map((tag) => (
        <li key={tag}>
          <Link
            to="/alerts"
            search={{ status: 'open', tag }}
            className="inline-flex min-h-6 items-center rounded border border-line bg-sunken px-1.5 text-small text-ink-soft hover:text-ink"
          >
            {tag}
          </Link>
        </li>
      ))}
    </ul>
  )
}
