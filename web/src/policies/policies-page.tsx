import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatNames } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { useServing } from '../customers/use-serving.ts'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { CreateIcon, PoliciesIcon, WarningIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { policiesQuery, useDirectory, type Policy } from './queries.ts'
import { sentencesOf } from './sentence.ts'
import { peopleBehind, type Directory } from './target.ts'

/** Every escalation policy as people say it. */
export function PoliciesPage() {
  const { t } = useText()
  const mayWrite = useMay('oncall.write')
  const query = useQuery(policiesQuery)
  const directory = useDirectory()
  const serving = useServing()
  const shown = query.data?.items.filter(({ key }) => !serving || serving.policies.has(key))
  return (
    <>
      <PageHeader title={t('policies:title')} intro={t('policies:intro')}>
        {mayWrite && <NewPolicyLink />}
      </PageHeader>
      {query.isPending && <SkeletonRows rows={5} />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && (
        <EmptyState icon={PoliciesIcon} title={t('policies:empty.title')} text={t('policies:empty.text')}>
          {mayWrite && <NewPolicyLink />}
        </EmptyState>
      )}
      {shown?.length === 0 && query.data && query.data.items.length > 0 && (
        <EmptyState icon={PoliciesIcon} title={t('setup:noneFits.title')} text={t('setup:noneFits.text')} />
      )}
      <ul className="border-t border-line">
        {shown?.map((policy) => (
          <PolicyRow key={policy.key} policy={policy} directory={directory} />
        ))}
      </ul>
    </>
  )
}

function NewPolicyLink() {
  const { t } = useText()
  return (
    <Link to="/new/policy" className={buttonStyle({ look: 'primary' })}>
      <CreateIcon />
      {t('policies:new.action')}
    </Link>
  )
}

function PolicyRow({ policy, directory }: { policy: Policy; directory: Directory }) {
  const { t, language } = useText()
  const firstNow = peopleBehind(policy.steps[0]?.targets ?? [], directory).map((one) => one.name)
  return (
    <li className="relative border-b border-line px-4 py-3 hover:bg-hover md:px-6">
      <h2 className="font-medium">
        <Link to="/policies/$key" params={{ key: policy.key }} className="after:absolute after:inset-0">
          {policy.name}
        </Link>
        {policy.name !== policy.key && <code className="ml-2 font-mono text-small text-ink-faint">{policy.key}</code>}
      </h2>
      <p className="max-w-[75ch] text-ink-soft">{sentencesOf(policy, { directory, t, language }).join(' ')}</p>
      {firstNow.length > 0 ? (
        <p className="text-small">{t('policies:firstNow', { names: formatNames(firstNow, language) })}</p>
      ) : (
        <p className="flex items-center gap-1 text-small font-medium text-triggered">
          <WarningIcon className="size-3.5 shrink-0" aria-hidden />
          {t('policies:nobodyFirst')}
        </p>
      )}
    </li>
  )
}
